import type { Usage } from "@sfn-websocket/run/usage";
import { readNumber } from "@sfn-websocket/languages/read-number";
import { parseArguments, requireKnown, TEXT } from "@sfn-websocket/run/parse-arguments";
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

const NAMES = Object.keys(AREAS);
const COUNT = { least: 0, most: 1e15, isWhole: true };

/** @throws Error in the developer form */
export function readOptions(argv: readonly string[]): FuzzOptions {
  const { values } = parseArguments({
    args: argv,
    options: {
      area: TEXT,
      minutes: { ...TEXT, default: "1" },
      cases: TEXT,
      seed: TEXT,
      from: { ...TEXT, default: "0" },
    },
  });
  const { area, cases, seed } = values;
  return {
    areas: area === undefined ? NAMES : [requireKnown("--area", area, NAMES)],
    minutes: readNumber("--minutes", values.minutes, { least: 0.001, most: 100_000, isWhole: false }),
    cases: cases === undefined ? Infinity : readNumber("--cases", cases, { ...COUNT, least: 1 }),
    seed: seed === undefined ? Date.now() % 1_000_000 : readNumber("--seed", seed, COUNT),
    from: readNumber("--from", values.from, COUNT),
  };
}
