// The address of what the reader sees, as the browser has it: to copy, as the server's QR code, and in letters. How its reader
// looks at it, in projector view or not, is no part of it.
const HOW_IT_LOOKS = ["projector"];

function linkOf(location) {
  const link = new URL(location);
  HOW_IT_LOOKS.forEach((name) => link.searchParams.delete(name));
  return link.href;
}

// Without HTTPS a browser has no clipboard: there the letters are marked, to be copied by hand.
async function copy(letters, output, words) {
  try {
    await navigator.clipboard.writeText(letters.textContent);
    output.textContent = words.copied;
  } catch {
    window.getSelection()?.selectAllChildren(letters);
    output.textContent = document.execCommand("copy") ? words.copied : words.select;
  }
}

function show({ parentElement, data, setStateValue }) {
  const [button, output, code, letters] = parentElement.querySelector(".share").children;
  const update = () => {
    const link = linkOf(window.location.href);
    if (letters.textContent === link) return;
    [letters.textContent, output.textContent] = [link, ""];
    setStateValue("address", link);
  };
  update();
  button.textContent = data.copy;
  button.onclick = () => {
    update();
    void copy(letters, output, data);
  };
  code.hidden = !data.code;
  if (data.code) [code.src, code.alt] = [data.code, data.alt];
  if (data.note) output.textContent = data.note;
  return () => { button.onclick = null; };
}

