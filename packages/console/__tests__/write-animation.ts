/** A stage of a message's way: its name, and in one line what happens there. */
export interface Step {
  readonly name: string;
  readonly text: string;
}

const WIDTH = 860;
const HEIGHT = 150;
const BOX = { width: 118, height: 40, top: 18 };
/** Seconds that a step is shown. */
const SHOWN = 1.8;
/** Characters of a line that fit. */
const FITS = 104;

const STYLE = `
  .box { fill: #ffffff; stroke: #8c959f; }
  .name, .text { fill: #1f2328; font: 600 13px system-ui, sans-serif; text-anchor: middle; }
  .text { font: 13px ui-monospace, Menlo, Consolas, monospace; opacity: 0; }
  .line { stroke: #8c959f; stroke-width: 1.5; }
  .panel { fill: #f4f6f8; }
  .lit { fill: #0b5cad; opacity: 0; }
  .dot { fill: #0b5cad; stroke: #ffffff; stroke-width: 2; }
  .lit-name { fill: #ffffff; opacity: 0; font: 600 13px system-ui, sans-serif; text-anchor: middle; }
  @media (prefers-color-scheme: dark) {
    .box { fill: #161b22; stroke: #6e7681; }
    .name, .text { fill: #e6edf3; }
    .panel { fill: #161b22; }
    .lit, .dot { fill: #79b8ff; }
    .dot { stroke: #0d1117; }
    .lit-name { fill: #0d1117; }
  }`;

/** A drawing that moves: one stage after another lights up, and says what happens there. The same steps give the same bytes. */
export function writeAnimation(steps: readonly Step[]): string {
  const gap = (WIDTH - 2 - steps.length * BOX.width) / (steps.length - 1);
  const left = (index: number) => Math.round(1 + index * (BOX.width + gap));
  const middle = BOX.top + BOX.height / 2;
  const shapes = steps.map(({ name, text }, index) => {
    const x = left(index);
    const rectangle = (kind: string) =>
      `<rect class="${kind}" x="${x}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}" rx="8"/>`;
    const label = (kind: string) =>
      `<text class="${kind}" x="${x + BOX.width / 2}" y="${middle + 5}">${escape(name)}</text>`;
    return [
      rectangle("box"),
      label("name"),
      rectangle(`lit step-${index}`),
      label(`lit-name step-${index}`),
      `<text class="text step-${index}" x="${WIDTH / 2}" y="116">${escape(cut(text))}</text>`,
    ].join("\n  ");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">
  <title>The way of a message</title>
  <desc>${escape(steps.map(({ name, text }) => `${name}: ${text}`).join("; "))}</desc>
  <style>${STYLE}${animate(steps, (index) => left(index) + BOX.width / 2)}
  </style>
  <line class="line" x1="${left(0)}" y1="${middle}" x2="${WIDTH - 1}" y2="${middle}"/>
  <rect class="panel" x="1" y="90" width="${WIDTH - 2}" height="42" rx="8"/>
  ${shapes.join("\n  ")}
  <circle class="dot" cx="0" cy="${BOX.top + BOX.height}" r="6"/>
</svg>
`;
}

/** Where movement is not wanted, the last stage is lit. */
function animate(steps: readonly Step[], center: (index: number) => number): string {
  const total = Math.round(steps.length * SHOWN * 10) / 10;
  const share = 100 / steps.length;
  const percent = (value: number) => `${Math.round(value * 100) / 100}%`;
  const parts = steps.map((_, index) => {
    const [from, to] = [index * share, (index + 1) * share];
    return `
  @keyframes step-${index} { 0%, ${percent(Math.max(0, from - 0.01))} { opacity: 0 } ${percent(from + 1)}, ${percent(to - 1)} { opacity: 1 } ${percent(to)}, 100% { opacity: 0 } }
  .step-${index} { animation: step-${index} ${total}s linear infinite; }`;
  });
  const stops = steps.map(
    (_, index) =>
      `${percent(index * share)}, ${percent((index + 1) * share - 4)} { transform: translateX(${center(index)}px) }`,
  );
  return `${parts.join("")}
  @keyframes way { ${stops.join(" ")} 100% { transform: translateX(${center(steps.length - 1)}px) } }
  .dot { animation: way ${total}s ease-in-out infinite; }
  @media (prefers-reduced-motion: reduce) { * { animation: none !important } .step-${steps.length - 1} { opacity: 1 } .dot { display: none } }`;
}

const cut = (text: string): string => (text.length > FITS ? `${text.slice(0, FITS - 1)}…` : text);

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
