import { isMet, type Result } from "./run-measures";
import { escapeXml } from "../escape-xml";

/** A number with three figures that count. */
const figure = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 2 });

const withUnit = (value: number, unit: string) => `${figure(value)}${unit === "" ? "" : ` ${unit}`}`;

function describeGoal(result: Result): string {
  const { atMost, atLeast, within, unit } = result;
  const isGiven = isMet(result);
  if (isGiven === undefined) return "";
  const ratio = atMost !== undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  const wanted = within === undefined ? ratio : `within ${within} ${unit}`;
  return `${wanted}: ${isGiven ? "met" : "not met"}`;
}

/** Two lines of text for a measure. */
export function printResult(result: Result): string {
  const { name, floor, unit, hereMedian, thereMedian, ratio, lowest, highest } = result;
  const goal = describeGoal(result);
  return `${name}: ${figure(ratio)} times (${figure(lowest)} to ${figure(highest)})${goal && `, ${goal}`}
  ${withUnit(hereMedian, unit)}; ${floor}: ${withUnit(thereMedian, unit)}
`;
}

/** When and where a benchmark was run. */
interface Run {
  readonly cores: number;
  readonly rounds: number;
  readonly date: string;
  /** Whether `NODE_EXTRA_CA_CERTS` names certificates, which each start of Node.js reads. */
  readonly readsCertificates: boolean;
}

const CERTIFICATES = `
Each start of Node.js, here and there, has read the certificates that \`NODE_EXTRA_CA_CERTS\` names: where none are, both are faster, and the ratios of
the starts are higher.
`;

/** The page `docs/benchmark.md`. */
export function printPage(results: readonly Result[], run: Run): string {
  const rows = results.map((result) => {
    const { name, floor, unit, hereMedian, thereMedian, ratio, lowest, highest } = result;
    const spread = `${figure(lowest)} to ${figure(highest)}`;
    return `| ${[name, withUnit(hereMedian, unit), floor, withUnit(thereMedian, unit), figure(ratio), spread, describeGoal(result)].join(" | ")} |`;
  });
  return `# What it costs

Written by \`npm run benchmark -- --peers --write\` on ${run.date}, on a machine of ${run.cores} cores. Each figure is the median of ${run.rounds} rounds,
in which this project and what it is compared with took turns: another machine gives other figures, and about the same ratios.
${run.readsCertificates ? CERTIFICATES : ""}
![The ratios as bars](benchmark.svg)

| what | here | compared with | there | ratio | spread | wanted |
| --- | ---: | --- | ---: | ---: | --- | --- |
${rows.join("\n")}
`;
}

const WIDTH = 860;
const LEFT = 330;
const ROW = 30;
const SCALE = 190;

/** The ratios as bars on a scale of powers of ten, with a mark where the goal is. */
export function drawResults(results: readonly Result[]): string {
  const [least, most] = [0.1, 100];
  const place = (ratio: number) => LEFT + Math.log10(Math.min(most, Math.max(least, ratio)) / least) * (SCALE * 0.8);
  const height = results.length * ROW + 50;
  const lines = [0.1, 1, 10, 100].map(
    (at) =>
      `<path class="line" d="M${place(at)} 20V${height - 24}"/><text class="mark" x="${place(at)}" y="${height - 8}">${at}</text>`,
  );
  const bars = results.map((result, index) => {
    const y = 24 + index * ROW;
    const [from, to] = [place(1), place(result.ratio)].sort((a, b) => a - b) as [number, number];
    const goal = result.atMost ?? result.atLeast;
    const mark = goal === undefined ? "" : `<path class="goal" d="M${place(goal)} ${y}v20"/>`;
    const state = isMet(result) === false ? "unmet" : "met";
    return `<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end">${escapeXml(result.name)}</text><rect class="${state}" x="${from}" y="${y + 3}" width="${Math.max(2, to - from)}" height="14" rx="2"/>${mark}<text x="${to + 8}" y="${y + 15}">${figure(result.ratio)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Ratios to what each is compared with" font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="13">
<style>text{fill:#1f2328}.mark{fill:#59636e;text-anchor:middle;font-size:11px}.line{stroke:#d1d9e0}.goal{stroke:#bf3989;stroke-width:2}.met{fill:#0969da}.unmet{fill:#9a6700}@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.mark{fill:#9198a1}.line{stroke:#3d444d}.goal{stroke:#db61a2}.met{fill:#4493f8}.unmet{fill:#d29922}}</style>
${lines.join("\n")}
${bars.join("\n")}
</svg>
`;
}
