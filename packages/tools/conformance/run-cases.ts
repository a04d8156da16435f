import type { Verdict } from "./verdict";
import CONTRADICTED_CASES from "./contradicted.json";
import INCOMPLETE_HISTORIES from "./incomplete-histories.json";
import NOT_EXPRESS from "./not-express.json";
import type { Case } from "./read-cases";

/** How the cases of one feature went. */
export interface Row {
  readonly area: string;
  readonly feature: string;
  /** How many cases there are. */
  readonly of: number;
  readonly met: number;
  /** Those that are not met, but for the next two. */
  readonly unmet: readonly NamedCase[];
  /** Those that an EXPRESS workflow cannot run, met or not. */
  readonly notExpress: readonly NamedCase[];
  /** Those that are not met because their recording lacks something, or a later one contradicts them. */
  readonly incomplete: readonly NamedCase[];
}

/** A case by its id, and what came instead of what it expects, or why an EXPRESS workflow cannot run it. */
export interface NamedCase {
  readonly id: string;
  readonly reason: string;
}

/** The ids of cases that need what only STANDARD workflows have, each with the reason. */
export const REASONS: ReadonlyMap<string, string> = new Map(Object.entries(NOT_EXPRESS));

/** The ids of execution histories that cannot be met, each with what their recording lacks. */
export const INCOMPLETE: ReadonlyMap<string, string> = new Map(Object.entries(INCOMPLETE_HISTORIES));

/** The ids of other cases that cannot be met, each with what a later recording has. */
export const CONTRADICTED: ReadonlyMap<string, string> = new Map(Object.entries(CONTRADICTED_CASES));

const HISTORIES = "Execution histories";

/** Runs the cases one after the other, and resolves to a row for each feature, in the order of the cases. */
export async function runCases(cases: readonly Case[]): Promise<readonly Row[]> {
  const rows = new Map<string, Row>();
  for (const { area, feature, id, run } of cases) {
    const key = JSON.stringify([area, feature]);
    const row = rows.get(key) ?? { area, feature, of: 0, met: 0, unmet: [], notExpress: [], incomplete: [] };
    rows.set(key, addCase(row, id, await runSafely(run)));
  }
  return [...rows.values()];
}

function addCase(row: Row, id: string, { met, actual }: Verdict): Row {
  const reason = REASONS.get(id);
  const lack = met ? undefined : (row.area === HISTORIES ? INCOMPLETE : CONTRADICTED).get(id);
  return {
    ...row,
    of: row.of + 1,
    met: row.met + (met ? 1 : 0),
    incomplete: lack === undefined ? row.incomplete : [...row.incomplete, { id, reason: lack }],
    unmet: met || (reason ?? lack) !== undefined ? row.unmet : [...row.unmet, { id, reason: actual }],
    notExpress: reason === undefined ? row.notExpress : [...row.notExpress, { id, reason }],
  };
}

/** A case that breaks what runs it is not met. */
async function runSafely(run: Case["run"]): Promise<Verdict> {
  try {
    return await run();
  } catch (error) {
    return { met: false, actual: error instanceof Error ? String(error.stack) : String(error) };
  }
}
