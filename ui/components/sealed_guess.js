// One vertical slider for each bar of a chart that is still sealed. The mouse may sweep over all of them; the
// keyboard moves one at a time. Nothing here knows the truth, except for the one bar that is given.

function bar(column, data, index) {
  const input = column.appendChild(document.createElement("input"));
  input.type = "range";
  [input.min, input.max, input.step] = [data.low, data.high, data.step];
  input.disabled = index === data.given;
  column.appendChild(document.createElement("span")).textContent = index + 1;
  return input;
}

function build(board, data) {
  board.replaceChildren();
  const scale = board.appendChild(document.createElement("div"));
  scale.className = "scale";
  for (const [power, share] of data.ticks) {
    const tick = scale.appendChild(document.createElement("span"));
    tick.append("10");
    tick.appendChild(document.createElement("sup")).textContent = power;
    tick.style.bottom = `${100 * share}%`;
  }
  return Array.from({ length: data.layers }, (_, index) => {
    const column = board.appendChild(document.createElement("label"));
    column.className = index === data.given ? "bar given" : "bar";
    return bar(column, data, index);
  });
}

function begin(board, foot, data) {
  const inputs = build(board, data);
  foot.replaceChildren();
  const said = foot.appendChild(document.createElement("output"));
  const reveal = foot.appendChild(document.createElement("button"));
  reveal.type = "button";
  reveal.textContent = data.labels.reveal;
  const words = (input) => `10^${Number(input.value).toFixed(1)}`.replace("-", "−");
  const moved = (input) => {
    const layer = `${data.labels.layer} ${inputs.indexOf(input) + 1}`;
    input.setAttribute("aria-label", layer);
    input.setAttribute("aria-valuetext", words(input));
    said.textContent = `${layer}: ${words(input)}`;
  };
  inputs.forEach((input, index) => {
    input.value = data.start[index];
    moved(input);
    input.oninput = () => moved(input);
  });
  said.textContent = data.labels.given;
  sweep(board, inputs, moved);
  return inputs;
}

// The bar under the pointer takes the pointer's height.
function sweep(board, inputs, moved) {
  let sweeping = false;
  const take = (event) => {
    const under = inputs.find((input) => {
      const box = input.parentElement.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    if (!under || under.disabled) return;
    const box = under.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (box.bottom - event.clientY) / box.height));
    under.value = Number(under.min) + share * (Number(under.max) - Number(under.min));
    under.focus({ preventScroll: true });
    moved(under);
  };
  board.onpointerdown = (event) => {
    if (event.button !== 0) return;
    sweeping = true;
    event.preventDefault();
    board.setPointerCapture(event.pointerId);
    take(event);
  };
  board.onpointermove = (event) => sweeping && take(event);
  board.onpointerup = board.onpointercancel = () => { sweeping = false; };
}

function show({ data, parentElement, setTriggerValue }) {
  const [board, foot] = ["board", "foot"].map((name) => parentElement.querySelector(`.${name}`));
  const asked = JSON.stringify(data);
  if (parentElement.asked !== asked) {
    parentElement.asked = asked;
    parentElement.inputs = begin(board, foot, data);
  }
  const { inputs } = parentElement;
  foot.querySelector("button").onclick = () => setTriggerValue("guess", inputs.map((input) => Number(input.value)));
  return () => {}; // everything it set goes with the board
}
