import { type Json, type JsonObject, listObjects } from "@sfn-websocket/languages/json";
import { describeRule } from "./describe-rule";

/** Where a state may lead, and by what. */
export interface Transition {
  /** The name of the state that is next; undefined is the end. */
  readonly to?: string;
  readonly kind: TransitionKind;
  /** A rule of a Choice, `Default`, the errors that are caught; empty for a plain Next. */
  readonly label: string;
}

/** `catch`: an error leads there. */
export type TransitionKind = "next" | "catch";

/** The types after which nothing comes. */
const TERMINAL: readonly string[] = ["Succeed", "Fail"];

/** Where a state may lead, in the order in which AWS would try it; what is not finished leads nowhere. */
export function listTransitions(state: JsonObject): readonly Transition[] {
  const type = state["Type"];
  if (typeof type === "string" && TERMINAL.includes(type)) return [{ kind: "next", label: "" }];
  return [
    ...listObjects(state["Choices"]).flatMap((rule) => lead(rule["Next"], "next", describeRule(rule))),
    ...lead(state["Default"], "next", "Default"),
    ...(state["End"] === true ? [{ kind: "next", label: "" } as const] : lead(state["Next"], "next", "")),
    ...listObjects(state["Catch"]).flatMap((catcher) => lead(catcher["Next"], "catch", describeErrors(catcher))),
  ];
}

function lead(to: Json | undefined, kind: TransitionKind, label: string): readonly Transition[] {
  return typeof to === "string" ? [{ to, kind, label }] : [];
}

/** `Catch States.Timeout, PaymentDeclined`. */
function describeErrors({ ErrorEquals: errors }: JsonObject): string {
  const names = Array.isArray(errors) ? errors.filter((name) => typeof name === "string") : [];
  return `Catch ${names.join(", ")}`.trim();
}
