import { join, relative, sep } from "node:path";
import { App, LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import { CloudBlock, type CloudBlockProps } from "./cloud-block";

/** Where Terraform keeps a stack's state. */
export type BackendProps = LocalBackendProps | CloudBackendProps | S3BackendProps;

/** A file in the project's directory. */
export interface LocalBackendProps {
  readonly type: "local";
}

/** HCP Terraform, or a Terraform Enterprise installation. */
export interface CloudBackendProps extends CloudBlockProps {
  readonly type: "cloud";
}

/** An S3 bucket, which holds the lock file too. */
export interface S3BackendProps {
  readonly type: "s3";
  readonly bucket: string;
  /**
   * Key of the state.
   * @default - the name of the stack's environment and `.tfstate`
   */
  readonly key?: string;
  /** The bucket's region. */
  readonly region: string;
}

/** What a backend is told beside its own props. */
export interface StateOwner {
  readonly stack: TerraformStack;
  /** The project's directory. */
  readonly root: string;
  /** Name of the stack's environment, which tells its state from any other's. */
  readonly name: string;
}

/** Keeps the state of a stack where `props` says. */
export function keepState(props: BackendProps, owner: StateOwner): void {
  switch (props.type) {
    case "local":
      return keepInFile(owner);
    case "cloud":
      return keepInCloud(props, owner);
    case "s3":
      return keepInBucket(props, owner);
  }
}

/** The path is relative to where Terraform runs, so that a project synthesizes the same bytes in every directory and on every system. */
function keepInFile({ stack, root, name }: StateOwner): void {
  const workingDirectory = join(App.of(stack).outdir, "stacks", stack.node.id);
  const path = relative(workingDirectory, join(root, `terraform.${name}.tfstate`)).replaceAll(sep, "/");
  // Terraform's workspaces would else keep their state in the output directory, which anybody may delete.
  new LocalBackend(stack, { path, workspaceDir: `${path}.d` });
}

function keepInCloud({ type: _type, ...block }: CloudBackendProps, { stack }: StateOwner): void {
  new CloudBlock(stack, block);
}

function keepInBucket({ bucket, key, region }: S3BackendProps, { stack, name }: StateOwner): void {
  const backend = new S3Backend(stack, { bucket, key: key ?? `${name}.tfstate`, region, encrypt: true });
  // An argument of Terraform 1.10, younger than cdktf's list of them.
  backend.addOverride("use_lockfile", true);
}
