// Lets the arrow keys, and a presenter's clicker with its Page Down and Page Up, press the buttons of a lesson.

// Where a key has a meaning of its own: what is typed into, chosen from, or dragged.
const TAKES_KEYS = "input, textarea, select, [contenteditable], [role=slider], [role=radio], [role=radiogroup], [role=tab],"
  + " [role=listbox], [role=option], [role=combobox], [role=menu], [role=menuitem], [role=grid], [role=dialog]";

const isTaken = (event) =>
  event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
  || Boolean(event.target?.closest?.(TAKES_KEYS));

function show({ data }) {
  const press = (event) => {
    const button = data[event.key] && !isTaken(event) ? find(data[event.key], "button") : null;
    if (!button) return;
    event.preventDefault();  // the page would scroll
    if (!event.repeat && !button.disabled) button.click();
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
