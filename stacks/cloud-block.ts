import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

export interface CloudBlockProps {
  readonly organization: string;
  /** One workspace by its name, or those that carry all of the tags. */
  readonly workspaces: { readonly name: string } | { readonly tags: readonly string[] };
  /**
   * Host of a Terraform Enterprise installation.
   * @default "app.terraform.io"
   */
  readonly hostname?: string;
  /**
   * Project in which new workspaces are made.
   * @default - the organization's default project
   */
  readonly project?: string;
}

/**
 * Terraform's `cloud` block. cdktf has a CloudBackend, which asks Terraform for its version whenever it synthesizes: a
 * machine that only runs or tests the stack need not have Terraform.
 *
 * @see https://developer.hashicorp.com/terraform/cli/cloud/settings documented
 */
export class CloudBlock extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: CloudBlockProps,
  ) {
    super(scope, "backend", "cloud");
  }

  override toTerraform(): { readonly terraform: { readonly cloud: object } } {
    const { project, workspaces, ...settings } = this.props;
    return { terraform: { cloud: { ...settings, workspaces: { ...workspaces, project } } } };
  }

  /** Fails: no stack here reads another's outputs. */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error(
      "cloud block: is no source of another stack's outputs, got a cross-stack reference; pass the value as a prop",
    );
  }
}
