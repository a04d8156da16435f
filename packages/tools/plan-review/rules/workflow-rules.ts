import { readText } from "../values";
import { findGone, type FindInPlan, listChanges, show } from "./rule";

const WORKFLOW = "aws_sfn_state_machine";

/** Finds the state machines of one type that are destroyed or replaced. */
export function findLostWorkflows(type: "STANDARD" | "EXPRESS"): FindInPlan {
  return (plan) =>
    findGone(WORKFLOW)(plan).filter(({ change }) => (readText(change?.before, "type") ?? "STANDARD") === type);
}

/** Finds the state machines that become of the other type. */
export const findTypeChanges: FindInPlan = (plan) =>
  listChanges(plan, WORKFLOW)
    .filter(({ before, after }) => {
      const [was, is] = [readText(before, "type"), readText(after, "type")];
      return was !== undefined && is !== undefined && was !== is;
    })
    .map((change) => show(change, ["type"]));
