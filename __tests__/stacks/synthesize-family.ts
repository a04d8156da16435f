import { App, Testing, type TerraformStack } from "cdktf";
import { createProject, listResources, type Terraform } from "./synthesize-stack";

type Attributes = Readonly<Record<string, unknown>>;

/** The Terraform JSON of a stack in an app of its own, with the project's workflows. */
export function synthesizeFamily(
  build: (app: App, root: string) => TerraformStack,
  files: Readonly<Record<string, string>> = {},
): Terraform {
  const root = createProject(files);
  const app = new App({ outdir: `${root}/cdktf.out`, stackTraces: false });
  return JSON.parse(Testing.synth(build(app, root), true)) as Terraform;
}

/** How many resources there are of each type. */
export function countResources({ resource }: Terraform): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(resource).map(([type, named]) => [type, Object.keys(named).length]));
}

/** The one resource of a type; throws where there is none or more than one. */
export function findResource(terraform: Terraform, type: string): Attributes {
  const [found, ...others] = listResources(terraform, type);
  if (found === undefined || others.length > 0) throw new Error(`${type}: ${others.length + (found ? 1 : 0)} of them`);
  return found;
}

/** The statements that roles' policies grant. */
export function listStatements(terraform: Terraform): readonly Attributes[] {
  return listResources(terraform, "aws_iam_role_policy").flatMap(
    ({ policy }) => (JSON.parse(String(policy)) as { Statement: Attributes[] }).Statement,
  );
}
