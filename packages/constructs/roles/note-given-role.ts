import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { PolicyStatement } from "./policy-statements";
import { resolveTexts } from "../names/resolve-texts";

/** A role that is there already, and what it is to be good for. */
export interface GivenRole {
  /** The option that names it. */
  readonly option: "workflowRoleArn" | "integrationRoleArn";
  readonly roleArn: string;
  /** Who must be trusted to assume it. */
  readonly service: "apigateway.amazonaws.com" | "states.amazonaws.com";
  /** What it must allow. */
  readonly statements: readonly PolicyStatement[];
  /** What nobody but the owner can know, in words. @default [] */
  readonly open?: readonly string[];
}

/** Notes at synthesis what a role must allow that the stack does not make: AWS finds out when the route is used. */
export function noteGivenRole(scope: Construct, given: GivenRole): void {
  const { option, roleArn, service, statements, open = [] } = given;
  const resolve = resolveTexts(scope);
  const needed = statements.map((statement) => resolve(JSON.stringify(statement)));
  const also = open.map((call) => `; ${call}`).join("");
  Annotations.of(scope).addInfo(
    `${option}: nothing is granted to '${resolve(roleArn)}', which must let ${service} assume it and allow ${needed.join(", ")}${also}`,
  );
}
