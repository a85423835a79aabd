/** An element, its attributes and what is in it. Text is always text: nothing here reads HTML, which a strict page may forbid. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name])
  element.append(...children)
  return element
}

export function showText(element, text) {
  if (element.textContent !== text) element.textContent = text
}
