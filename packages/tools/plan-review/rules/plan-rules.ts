import { listDifferences } from "../list-differences";
import type { ResourceChange } from "../plan";
import { isEmpty, type Value } from "../values";
import type { FindInPlan } from "./rule";

/** Finds that Terraform could not finish the plan. */
export const findErrors: FindInPlan = ({ errored, stack }) => (errored ? [{ label: ["stack", { name: stack }] }] : []);

/** Finds that Terraform left changes to another run. */
export const findDeferred: FindInPlan = ({ incomplete, errored, stack }) =>
  incomplete && !errored ? [{ label: ["stack", { name: stack }] }] : [];

/** Finds the checks that do not hold. */
export const findFailedChecks: FindInPlan = ({ checks }) =>
  checks.map(({ address, status, problems }) => ({
    label: [{ name: address }],
    after: [status, ...problems].join(": "),
  }));

/** Finds what stays in AWS without Terraform. */
export const findForgotten: FindInPlan = ({ changes }) =>
  changes.filter(({ action }) => action === "forget").map((change) => ({ change }));

/** Finds that Terraform looks for the stack in another region than where it is. */
export const findLeftBehind: FindInPlan = ({ region, previousRegion, stack }) =>
  region === undefined || previousRegion === undefined || region === previousRegion
    ? []
    : [{ label: ["stack", { name: stack }], before: `region: ${previousRegion}`, after: `region: ${region}` }];

/** Finds what somebody changed outside of Terraform, apart from what is left behind in another region. */
export const findDrift: FindInPlan = (plan) => {
  const isLeft = findLeftBehind(plan).length > 0;
  return plan.drift
    .filter((change) => isDrifted(change) && !(isLeft && change.action === "destroy"))
    .map((change) => ({ change }));
};

/**
 * Whether drift says something: providers write what is not set in more than one way, and read a member of a block that is
 * not set as zero, such as the period of an alarm's `metric_query`. *Recorded*, version 5.100 of AWS's.
 */
export function isDrifted(change: ResourceChange): boolean {
  return (
    change.action !== "update" ||
    listDifferences(change.before, change.after).some(({ before, after }) => !isEmpty(before) || !isZero(after))
  );
}

const isZero = (value: Value | undefined): boolean => value === 0 || value === false || isEmpty(value);
