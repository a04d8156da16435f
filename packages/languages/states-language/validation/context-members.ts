import type { JsonObject } from "../../json";

/** What each member of the context object holds. @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html documented */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Execution: ["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"],
  State: ["EnteredTime", "Name", "RetryCount"],
  StateMachine: ["Id", "Name"],
  Task: ["Token"],
  Map: ["Item"],
};

/**
 * The names of what a state finds in the context object, down to two levels, such as `State` and `State.Name`: Map within
 * an inline Map state and in the fields of any, Task where the task ends later than its call.
 */
export function listContextMembers(state: JsonObject, isIterated: boolean): readonly string[] {
  const has: Readonly<Record<string, boolean>> = {
    Map: isIterated || state["Type"] === "Map",
    Task: /\.(?:sync(?::2)?|waitForTaskToken)$/.test(String(state["Resource"])),
  };
  return Object.entries(MEMBERS).flatMap(([name, inner]) =>
    has[name] === false ? [] : [name, ...inner.map((each) => `${name}.${each}`)],
  );
}
