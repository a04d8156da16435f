import { type Aws, type AwsWorld, createAws } from "../../account/aws";
import { createClock } from "../../clock";
import { loadStack } from "../../terraform/load-stacks";

/** Returns the AWS that a configuration of Terraform makes, in real time; nothing is logged. */
export function loadAws(configuration: object, lent: Partial<AwsWorld> = {}): Aws {
  const aws = createAws({ clock: createClock(), log: () => undefined, ...lent });
  loadStack({ name: "stack", file: "main.tf.json", configuration: JSON.parse(JSON.stringify(configuration)) }, aws);
  return aws;
}
