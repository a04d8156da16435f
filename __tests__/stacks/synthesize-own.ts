import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import { FILES } from "./synthesize-options";
import { createProject, type Terraform } from "./synthesize-stack";

/** A stack of an adopter's own app: its provider, and what `build` puts beside it. */
export function synthesizeOwn(
  build: (stack: TerraformStack, root: string) => void,
  region: string | undefined = "eu-west-1",
) {
  const root = createProject(FILES);
  const stack = new TerraformStack(new App({ outdir: `${root}/cdktf.out`, stackTraces: false }), "shop");
  new AwsProvider(stack, "aws", { region });
  build(stack, root);
  return JSON.parse(Testing.synth(stack, true)) as Terraform;
}
