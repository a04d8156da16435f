import { findOtherAuthorizers } from "./authorization-rules";
import { findRedirected, findUnreadable } from "./permission-rules";
import { findDeferred, findDrift, findForgotten } from "./plan-rules";
import { findRemovedAlarms } from "./protection-rules";
import type { Rule } from "./rule";

/** The rules of what people may know of already, by id. */
export const LOW_RULES: Readonly<Record<string, Rule>> = {
  "permissions-unknown": {
    severity: "low",
    title: "Permissions cannot be reviewed yet",
    reason: "The policy holds what is sensitive or what only Terraform will know, so what it allows cannot be compared",
    find: findUnreadable,
  },
  "role-redirected": {
    severity: "low",
    title: "Permissions move to other resources",
    reason: "As many as before, of the same actions, but for something else",
    find: findRedirected,
  },
  "authorizer-changes": {
    severity: "low",
    title: "An authorizer decides in another way",
    reason: "Another function, or of something else that clients send: who may connect is its decision",
    find: findOtherAuthorizers,
  },
  "alarm-removed": {
    severity: "low",
    title: "An alarm or a dashboard is removed, or tells nobody any more",
    reason: "Nobody is told, or can see it at a glance",
    find: findRemovedAlarms,
  },
  drifted: {
    severity: "low",
    title: "Changed outside of Terraform",
    reason: "Applying may undo what somebody did on purpose",
    find: findDrift,
  },
  forgotten: {
    severity: "low",
    title: "Terraform forgets a resource",
    reason: "It stays in AWS, is billed, and no plan removes it",
    find: findForgotten,
  },
  "plan-deferred": {
    severity: "low",
    title: "The plan does not hold all changes",
    reason: "Some are deferred, or left out with -target: another run is needed after this one",
    find: findDeferred,
  },
};
