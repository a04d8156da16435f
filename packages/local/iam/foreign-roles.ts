import type { Decision } from "./authorize";

/** Roles that are not made here, whose policies nobody here can know. */
export interface ForeignRoles {
  /** Takes the role to allow everything. */
  readonly expect: (roleArn: string) => void;
  /** What is decided of a role that is not made here; undefined for one that nobody expects. */
  readonly find: (roleArn: string) => { readonly decision: Decision; readonly conditional: boolean } | undefined;
}

/** The roles that a configuration names by ARN and does not make. Which they are is told once each, when one is used. */
export function createForeignRoles(log: (line: string) => void): ForeignRoles {
  const expected = new Set<string>();
  const told = new Set<string>();
  return {
    expect: (roleArn) => expected.add(roleArn),
    find: (roleArn) => {
      if (!expected.has(roleArn)) return undefined;
      if (!told.has(roleArn)) {
        log(
          `IAM: no stack makes the role, got '${roleArn}'; it is taken to allow everything, declare an aws_iam_role with its policies to have it checked`,
        );
      }
      told.add(roleArn);
      return { decision: { allowed: true }, conditional: false };
    },
  };
}
