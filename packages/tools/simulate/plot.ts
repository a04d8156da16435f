import type { Outcome } from "./simulate";
import type { Second } from "./shard";

const WIDTH = 720;
const PANEL = 150;
const LEFT = 72;
const RIGHT = 16;
const HEAD = 30;

interface Panel {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly value: (second: Readonly<Second>) => number }[];
}

const PANELS: readonly Panel[] = [
  { title: "clients connected", lines: [{ name: "connected", value: ({ connected }) => connected }] },
  {
    title: "handshakes a second",
    lines: [
      { name: "tried", value: ({ attempts }) => attempts },
      { name: "refused", value: ({ refused }) => refused },
    ],
  },
  {
    title: "messages a second",
    lines: [
      { name: "taken", value: ({ messages }) => messages },
      { name: "throttled", value: ({ throttled }) => throttled },
    ],
  },
];

const COLORS = ["#0072b2", "#d55e00"];
const DASHES = ["", "5 3"];
const STYLE = `text{font:13px system-ui,sans-serif;fill:#24292f}.axis{stroke:#8c959f;fill:none}.back{fill:#fff}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.axis{stroke:#8b949e}.back{fill:#0d1117}}`;

/** Points of a curve that are drawn: more cannot be told apart. */
const MOST_POINTS = 600;

/** What happened in each second as an SVG of its own: three panels over one another. */
export function plotOutcome({ design, seconds }: Outcome): string {
  const height = HEAD + PANELS.length * PANEL;
  const title = `${design.clients.toLocaleString("en-US")} clients, back-off ${design.backOff}, seed ${design.seed}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">`,
    `<title>${title}</title><style>${STYLE}</style><rect class="back" width="${WIDTH}" height="${height}"/>`,
    `<text x="${LEFT}" y="20">${title}</text>`,
    ...PANELS.flatMap((panel, index) => drawPanel(panel, seconds, HEAD + index * PANEL)),
    "</svg>\n",
  ].join("\n");
}

function drawPanel({ title, lines }: Panel, seconds: readonly Readonly<Second>[], top: number): readonly string[] {
  const [above, below] = [top + 26, top + PANEL - 22];
  const most = lines.reduce((max, { value }) => seconds.reduce((so, each) => Math.max(so, value(each)), max), 1);
  const x = (second: number) => round(LEFT + (second / Math.max(1, seconds.length - 1)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => round(below - (value / most) * (below - above));
  const legend = lines.map(({ name }, index) => {
    const left = LEFT + 190 + index * 130;
    return `<path d="M${left} ${top + 12}h24" ${stroke(index)}/><text x="${left + 30}" y="${top + 16}">${name}</text>`;
  });
  const curves = lines.map(({ value }, index) => {
    const points = thinOut(seconds.map(value)).map(([second, amount]) => `${x(second)},${y(amount)}`);
    return `<polyline points="${points.join(" ")}" ${stroke(index)}/>`;
  });
  return [
    `<text x="${LEFT}" y="${top + 16}">${title}</text>`,
    ...legend,
    `<path class="axis" d="M${LEFT} ${above}V${below}H${WIDTH - RIGHT}"/>`,
    `<text x="${LEFT - 6}" y="${above + 8}" text-anchor="end">${most.toLocaleString("en-US")}</text>`,
    `<text x="${LEFT - 6}" y="${below}" text-anchor="end">0</text>`,
    `<text x="${WIDTH - RIGHT}" y="${below + 16}" text-anchor="end">${seconds.length} s</text>`,
    ...curves,
  ];
}

/** Of each few seconds the one with the largest value, so that no peak is lost. */
function thinOut(values: readonly number[]): readonly (readonly [second: number, value: number])[] {
  const step = Math.ceil(values.length / MOST_POINTS);
  return Array.from({ length: Math.ceil(values.length / step) }, (_, index) => {
    const part = values.slice(index * step, (index + 1) * step);
    const most = Math.max(...part);
    return [index * step + part.indexOf(most), most] as const;
  });
}

const stroke = (index: number): string =>
  `fill="none" stroke-width="1.5" stroke="${COLORS[index] ?? "currentColor"}" stroke-dasharray="${DASHES[index] ?? ""}"`;

const round = (value: number): number => Math.round(value * 10) / 10;
