import { writePageStyles } from "@sfn-websocket/draw/styles";

let isAdopted = false;

/** Gives the page the drawing's own style sheet, once; a constructed one, which a strict policy allows. */
export function adoptDrawingStyles(): void {
  if (isAdopted) return;
  isAdopted = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(writePageStyles());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
