// Building elements. Text always goes in as text, so nothing from a document can become markup.

/** An element: `tag` may carry classes (`p.note`), `on` listeners, the rest are attributes. */
export function el(tag, { on = {}, ...attributes } = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/** A button that runs an action. */
export const button = (classes, label, action, attributes = {}) =>
  el(`button${classes}`, { type: "button", on: { click: () => action() }, ...attributes }, label);
