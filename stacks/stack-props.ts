import type { NameProps, RoleProps, WebSocketApiProps } from "@sfn-websocket/constructs/api/websocket-api-props";
import type { BackendProps } from "./backend";

/** Where a stack is deployed and where its state lives. */
export interface DeploymentProps extends NameProps, RoleProps {
  /** @default "us-east-1" */
  readonly region?: string;
  /**
   * What the names of resources say of the stack.
   * @default - the stack's id
   */
  readonly stackName?: string;
  /**
   * Tags of every resource.
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Where Terraform keeps the state.
   * @default - a file in the project's directory
   */
  readonly backend?: BackendProps;
  /**
   * The project's directory, which the paths of workflows and models start from.
   * @default - the working directory
   */
  readonly root?: string;
}

/** A stack of one WebSocket API: what the API takes, and where it is deployed. */
export interface WebSocketStackProps extends Omit<WebSocketApiProps, "name" | keyof DeploymentProps>, DeploymentProps {}

/** A stack of one of AWS's patterns, whose routes are the pattern's where none are given. */
export type PatternProps = Partial<WebSocketStackProps>;
