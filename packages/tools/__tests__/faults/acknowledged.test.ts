import { listLost, listReturned, readAcknowledged } from "../../faults/acknowledged";
import type { TerraformEvent } from "../../faults/terraform";

const applied = (type: string, action: string, addr: string): TerraformEvent => ({
  type,
  "@message": "",
  hook: { resource: { addr }, action },
});
const changed = (type: string, action: string, addr: string): TerraformEvent => ({
  type,
  "@message": "",
  change: { resource: { addr }, action },
});

const ROLE = "aws_iam_role.gateway_1";
const OLD_ROLE = "aws_iam_role.gateway_0";
const OLD_MACHINE = "aws_sfn_state_machine.greet_0";
const acknowledged = readAcknowledged([
  applied("apply_start", "create", ROLE),
  applied("apply_complete", "create", ROLE),
  applied("apply_start", "delete", OLD_ROLE),
  applied("apply_complete", "delete", OLD_ROLE),
  applied("apply_start", "delete", OLD_MACHINE),
  { type: "diagnostic", "@message": "", diagnostic: { severity: "error", summary: "gone", detail: "" } },
]);

it("tells what was answered from what was asked", () => {
  expect(acknowledged).toEqual({
    created: new Set([ROLE]),
    deleted: new Set([OLD_ROLE]),
    unanswered: new Set([OLD_MACHINE]),
    isWhole: false,
  });
});

it("finds nothing lost where the plan misses only what nobody answered for, and sees other values anew", () => {
  const planned = [changed("resource_drift", "delete", OLD_MACHINE), changed("resource_drift", "update", ROLE)];
  expect(listLost(acknowledged, planned)).toEqual([]);
});

it("finds what the next plan misses, and what it would make again", () => {
  const planned = [changed("resource_drift", "delete", ROLE), changed("planned_change", "create", ROLE)];
  expect(listLost(acknowledged, planned)).toEqual([
    `${ROLE} was acknowledged, and the next plan misses it`,
    `${ROLE} was created, and the next plan would create it`,
  ]);
});

it("finds what was deleted and is listed", () => {
  expect(listReturned(acknowledged, "<RoleName>gateway_01</RoleName>")).toEqual([]);
  expect(listReturned(acknowledged, "<RoleName>gateway_0</RoleName>")).toEqual([
    `${OLD_ROLE} was deleted, and is listed`,
  ]);
});
