import { findReason, type Reason } from "./grant-reasons";
import type { Statement } from "./policy-statements";

/** Why a statement grants what it grants. */
export interface GrantReasons {
  /** Each once. */
  readonly reasons: readonly Reason[];
  /** The actions for which no reason is known. */
  readonly unexplained: readonly string[];
}

/** In what a statement stands. */
export interface GrantPlace {
  /** Name of the policy, empty for a role's trust. */
  readonly policy: string;
  /** Why AWS's own policy is attached, which explains all of it. */
  readonly managed?: Reason | undefined;
  /** Gives the reason that an action has in the workflows that run as the role. */
  readonly findCall: (action: string) => Reason | undefined;
}

/** Name of the policy that holds what follows from a workflow's definition. */
const CALLS = "calls";

/** Returns why a statement grants its actions; a denial needs no reason. */
export function explainGrant({ actions, principals, effect }: Statement, place: GrantPlace): GrantReasons {
  if (effect === "Deny") return { reasons: [], unexplained: [] };
  const { policy, managed, findCall } = place;
  const find = (action: string) => (policy === CALLS ? findCall(action) : findReason({ action, principals, policy }));
  const found = actions.map((action) => managed ?? find(action));
  const unexplained = actions.filter((_, index) => found[index] === undefined);
  const byText = new Map(found.flatMap((known) => (known ? [[known.why, known] as const] : [])));
  return { reasons: [...byText.values()], unexplained };
}
