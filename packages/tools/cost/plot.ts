import type { BreakEven } from "./break-even";
import { escapeXml } from "../escape-xml";

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 64;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 48;

/** Colours that can be told apart by people who see few, and dashes for who sees none. */
const LINES: readonly { readonly color: string; readonly dash: string }[] = [
  { color: "#0072b2", dash: "" },
  { color: "#d55e00", dash: "8 4" },
  { color: "#009e73", dash: "2 4" },
];

const STYLE = `text{font:13px system-ui,sans-serif;fill:#24292f}.axis{stroke:#8c959f;fill:none}.grid{stroke:#d0d7de}.back{fill:#fff}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.axis{stroke:#8b949e}.grid{stroke:#30363d}.back{fill:#0d1117}}`;

/** A logarithmic scale: where a value lies on the paper. */
type Scale = (value: number) => number;

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
  /** US dollars, and milliseconds, at which a line is drawn. */
  readonly costs: readonly number[];
  readonly durations: readonly number[];
}

/** The curves of a comparison as an SVG of its own, on logarithmic scales: the same bytes for the same figures. */
export function plotBreakEven(breakEven: BreakEven, about: string): string {
  const { durations, curves, crossings } = breakEven;
  const title = escapeXml(about);
  const scales = createScales(breakEven);
  const { x, y } = scales;
  const lines = curves.map(({ costs }, index) => {
    const points = costs.map((cost, at) => `${round(x(durations[at] ?? 0))},${round(y(cost))}`).join(" ");
    return `<polyline points="${points}" fill="none" stroke-width="2" ${stroke(index)}/>`;
  });
  const legend = curves.map(({ way }, index) => {
    const left = LEFT + index * 200;
    return `<path d="M${left} 40h28" stroke-width="2" ${stroke(index)}/><text x="${left + 34}" y="44">${way}</text>`;
  });
  const marks = crossings.map(({ before, after, durationMs, cost }) => {
    const [left, top] = [round(x(durationMs)), round(y(cost))];
    const about = `from ${durationMs} ms the ${after} costs less than the ${before}`;
    return `<circle class="axis" cx="${left}" cy="${top}" r="5"><title>${about}</title></circle><text x="${left}" y="${top - 12}" text-anchor="middle">${durationMs} ms</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title><style>${STYLE}</style><rect class="back" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text x="${LEFT}" y="22">${title}</text>`,
    ...legend,
    ...drawScales(scales),
    ...lines,
    ...marks,
    "</svg>\n",
  ].join("\n");
}

const DURATIONS = [100, 300, 1_000, 3_000, 10_000, 29_000];
const STEPS = [1, 2, 5];

function createScales({ durations, curves }: BreakEven): Scales {
  const all = curves.flatMap(({ costs }) => costs);
  // What costs nothing has no place on a logarithmic scale: it is drawn at its lower end.
  const some = all.filter((cost) => cost > 0);
  const costs = some.length > 0 ? listSteps(Math.min(...some), Math.max(...some)) : [];
  const place = ({ from, to, least, most }: { from: number; to: number; least: number; most: number }): Scale => {
    const span = Math.log(most / least) || 1;
    return (value) => from + (Math.log(Math.max(value, least) / least) / span) * (to - from);
  };
  const [shortest = 1, longest = 1] = [durations[0], durations.at(-1)];
  return {
    x: place({ from: LEFT, to: WIDTH - RIGHT, least: shortest, most: longest }),
    y: place({ from: HEIGHT - BOTTOM, to: TOP, least: costs[0] ?? 1, most: costs.at(-1) ?? 1 }),
    costs,
    durations: DURATIONS.filter((each) => each >= shortest && each <= longest),
  };
}

/** The values 1, 2, 5, 10, 20, … from the last that is not above `least` to the first that is not below `most`. */
function listSteps(least: number, most: number): readonly number[] {
  const first = Math.floor(Math.log10(least));
  const count = Math.ceil(Math.log10(most)) - first + 1;
  const all = Array.from({ length: count }, (_, index) => STEPS.map((step) => step * 10 ** (first + index))).flat();
  const from = all.findLastIndex((step) => step <= least);
  const to = all.findIndex((step) => step >= most);
  return all.slice(Math.max(from, 0), to + 1);
}

function drawScales({ x, y, costs, durations }: Scales): readonly string[] {
  const across = costs.map((cost) => {
    const at = round(y(cost));
    const label = `$${Number(cost.toPrecision(1))}`;
    return `<path class="grid" d="M${LEFT} ${at}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${round(at + 4)}" text-anchor="end">${label}</text>`;
  });
  const along = durations.map((duration) => {
    const label = duration < 1_000 ? `${duration} ms` : `${duration / 1_000} s`;
    return `<text x="${round(x(duration))}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${label}</text>`;
  });
  const base = `<path class="axis" d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/>`;
  return [...across, ...along, base, `<text x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">duration</text>`];
}

function stroke(index: number): string {
  const { color, dash } = LINES[index % LINES.length] ?? { color: "currentColor", dash: "" };
  return `stroke="${color}" stroke-dasharray="${dash}"`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
