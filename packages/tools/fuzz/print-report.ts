import type { FuzzReport } from "./fuzz-area";

/** How much of a case is shown; the command that runs it again shows all. */
const WIDTH = 300;

/** What became of an area's cases: a line for all, one for each kind of outcome, and each problem with its case. */
export function printReport(name: string, seed: number, { cases, kinds, longestHold, problems }: FuzzReport): string {
  const sorted = [...kinds].sort(([, one], [, other]) => other - one);
  const lines = [
    `${name}: ${cases} cases of seed ${seed}, ${problems.length} problems, the longest hold ${Math.round(longestHold)} ms`,
    ...sorted.map(([kind, count]) => `  ${String(count).padStart(10)} ${kind}`),
    ...problems.flatMap(({ index, what, given }) => [
      `  case ${index}: ${what}`,
      `    text      ${JSON.stringify(given.text).slice(0, WIDTH)}`,
      `    document  ${JSON.stringify(given.document).slice(0, WIDTH)}`,
      `    again     npm run fuzz -- --area ${name} --seed ${seed} --from ${index} --cases 1`,
    ]),
  ];
  return `${lines.join("\n")}\n`;
}
