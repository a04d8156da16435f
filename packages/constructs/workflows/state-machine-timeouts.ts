import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { isRecord } from "../options/refuse-value";
import { show } from "../options/show-value";

/**
 * How long Terraform waits until a state machine is made, changed or deleted, each as Terraform writes it: `"90s"`, `"1h30m"`.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sfn_state_machine#timeouts documented
 */
export interface StateMachineTimeouts {
  /** @default "5m", the provider's */
  readonly create?: string;
  /** @default "1m", the provider's */
  readonly update?: string;
  /** @default "60m" for a Standard workflow, whose executions end first; "5m", the provider's, for an Express one */
  readonly delete?: string;
}

const OPERATIONS = ["create", "update", "delete"];

/** Hours, minutes and seconds, at least one of them, not all of them zero. */
const DURATION = /^(?=.*[1-9])(?=\d)(\d+h)?(\d+m)?(\d+s)?$/;

/** The problems of timeouts. */
export function checkStateMachineTimeouts(timeouts: unknown): readonly string[] {
  const where = "stateMachineTimeouts:";
  if (!isRecord(timeouts) || Object.keys(timeouts).length === 0) {
    return [`${where} are no timeouts, got ${show(timeouts)}; give them as in { delete: "2h" }`];
  }
  return Object.entries(timeouts).flatMap(([name, value]) => {
    if (!OPERATIONS.includes(name)) {
      return [
        `${where} operation is unknown, got '${name}'; ${suggestName(name, OPERATIONS, "use create, update or delete")}`,
      ];
    }
    if (value === undefined || (typeof value === "string" && DURATION.test(value))) return [];
    return [`${where} ${name} is no time to wait, got ${show(value)}; write it as in "90s", "45m" or "1h30m"`];
  });
}
