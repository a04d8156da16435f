import type { Constraint, Constraints } from "../protocols/constraints";

/** An ARN that must be there. */
export const ARN: Constraint = { required: true, minimum: 1, maximum: 256 };
export const DESCRIPTION: Constraint = { maximum: 256 };
export const STRUCTURE: Constraint = { type: "structure" };
export const FLAG: Constraint = { type: "boolean" };
export const DEFINITION: Constraint = { minimum: 1, maximum: 1_048_576 };
export const MACHINE_TYPE: Constraint = { values: ["STANDARD", "EXPRESS"] };

/** The name of an alias, which is no number. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachineAlias.html */
export const ALIAS_NAME: Constraint = {
  required: true,
  minimum: 1,
  maximum: 80,
  pattern: /^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$/,
};

/** One or two versions. */
export const ROUTING: Constraint = { type: "list", minimum: 1, maximum: 2 };

/** What a machine can be created and updated with. */
export const REVISION: Constraints = {
  loggingConfiguration: STRUCTURE,
  tracingConfiguration: STRUCTURE,
  encryptionConfiguration: STRUCTURE,
  publish: FLAG,
  versionDescription: DESCRIPTION,
};
