import { suggestName } from "@sfn-websocket/languages/nearest-name";
import type { Usage } from "@sfn-websocket/run/usage";
import { parseArguments } from "@sfn-websocket/run/parse-arguments";
import { AREAS } from "./areas";

export const USAGE: Usage = {
  ways: ["npm run --silent fuzz -- [options]"],
  about: [
    "Gives random input to the languages of this project, to what reads files, and to its server. A problem is a crash, an answer in JavaScript's own words, and a case that holds everybody else up for over 250 ms; each is printed with what runs it again.",
  ],
  options: {
    "--area NAME": `${Object.entries(AREAS)
      .map(([name, { about }]) => `${name}: ${about}`)
      .join("; ")} (default: all, one after the other)`,
    "--minutes N": "how long each area is given input (default: 1)",
    "--cases N": "at most so many cases of each area (default: as many as the time allows)",
    "--seed N": "the same seed gives the same cases (default: the time, which is printed)",
    "--from N": "the number of the first case (default: 0)",
  },
  no: "a problem is found",
};

export interface FuzzOptions {
  readonly areas: readonly string[];
  readonly minutes: number;
  readonly cases: number;
  readonly seed: number;
  readonly from: number;
}

/** @throws Error in the developer form */
export function readOptions(argv: readonly string[]): FuzzOptions | undefined {
  const text = { type: "string" } as const;
  const { values } = parseArguments({
    args: [...argv],
    options: {
      area: text,
      minutes: { ...text, default: "1" },
      cases: text,
      seed: text,
      from: { ...text, default: "0" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const { area, cases, seed } = values;
  if (area !== undefined && !Object.hasOwn(AREAS, area))
    throw new Error(
      `--area: is not known, got '${area}'; ${suggestName(area, Object.keys(AREAS), "leave it out for all")}`,
    );
  return {
    areas: area === undefined ? Object.keys(AREAS) : [area],
    minutes: requireNumber("--minutes", values.minutes, /^\d*\.?\d+$/),
    cases: cases === undefined ? Infinity : requireNumber("--cases", cases),
    seed: seed === undefined ? Date.now() % 1_000_000 : requireNumber("--seed", seed),
    from: requireNumber("--from", values.from),
  };
}

function requireNumber(option: string, value: string, form = /^\d{1,15}$/): number {
  if (form.test(value)) return Number(value);
  throw new Error(`${option}: is not a number, got '${value}'; write e.g. ${option} 5`);
}
