import type { StatementChange } from "./compare-permissions";
import { isTelling, listDifferences } from "./list-differences";
import type { ResourceChange } from "./plan";
import { labelResource, printLabel, readKind } from "./resource-kinds";
import { isTold, type Review } from "./review";
import type { ReviewedPlan } from "./reviewed-plan";
import { isDrifted } from "./rules/plan-rules";
import { printValue } from "./values";
import { listMachineFields, listStateChanges } from "./workflow-changes";
import { countChanges } from "./write-names";
import { listHunks } from "./write-templates";

/**
 * The review in a form for programs: null stands where there is nothing, `verdict` is the worst severity. Members are added,
 * never changed, while `version` stays.
 */
export function writeJson({ plans, findings }: Review) {
  return {
    version: 1,
    verdict: findings[0]?.severity ?? "none",
    counts: countChanges(plans.flatMap(({ changes }) => changes)),
    findings: findings.map(({ label, address, before, after, ...finding }) => ({
      ...finding,
      address: address ?? null,
      resource: printLabel(label),
      before: before ?? null,
      after: after ?? null,
    })),
    stacks: plans.map(writeStack),
  };
}

function writeStack(plan: ReviewedPlan) {
  const { stack, source, errored, incomplete, changes, drift, checks, find } = plan;
  const name = (change: ResourceChange) => printLabel(labelResource(change, find));
  return {
    name: stack,
    source,
    errored,
    incomplete,
    counts: countChanges(changes),
    changes: changes.filter(isTold).map((change) => writeChange(change, name(change))),
    drift: drift.filter(isDrifted).map((change) => writeChange(change, name(change))),
    checks,
    statements: plan.permissions.flatMap(({ statements }) => statements.map(writeStatement)),
    workflows: plan.workflows.map(({ change, machine, opaque }) => ({
      address: change.address,
      resource: name(change),
      opaque: opaque ?? null,
      fields: machine ? listMachineFields(machine).map(({ path, field }) => ({ path, ...field })) : [],
      states: machine ? listStateChanges(machine) : [],
    })),
    templates: plan.templates.map(({ change, attribute, key, lines, opaque }) => ({
      address: change.address,
      resource: name(change),
      attribute,
      key: key ?? null,
      opaque: opaque ?? null,
      diff: listHunks(lines),
    })),
  };
}

/** What is not what it was, values as text; nothing for what is created or destroyed. */
function writeChange(change: ResourceChange, resource: string) {
  const { address, previousAddress, type, action, deposed, importing, replacePaths, before, after } = change;
  const differences = before && after ? listDifferences(before, after).filter((one) => isTelling(one, change)) : [];
  return {
    address,
    previousAddress: previousAddress ?? null,
    type,
    group: readKind(type).group,
    resource,
    action,
    deposed,
    importing: importing ?? null,
    replacedFor: replacePaths,
    attributes: differences.map((one) => ({
      path: one.path,
      before: printValue(one.before),
      after: printValue(one.after),
    })),
  };
}

function writeStatement({ direction, statement, policy }: StatementChange) {
  const { who, kind, change } = policy;
  return { direction, who: printLabel(who), kind, address: change.address, ...statement };
}
