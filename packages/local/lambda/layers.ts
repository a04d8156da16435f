import type { FunctionCode } from "./resources";

/** A version of a layer, which never changes. */
export interface LayerVersion {
  readonly layerVersionArn: string;
  readonly layerArn: string;
  readonly version: number;
  readonly code: FunctionCode;
  readonly description: string;
  readonly licenseInfo?: string;
  readonly compatibleRuntimes?: readonly string[];
  readonly compatibleArchitectures?: readonly string[];
  /** epoch, milliseconds */
  readonly createdDate: number;
}

/** Layers with their versions. */
export interface LayerStore {
  /** By ARN. */
  readonly versions: Map<string, LayerVersion>;
  /** How many versions of a layer were ever published, by its ARN: numbers are not used again. */
  readonly published: Map<string, number>;
}

/** Publishes the next version of a layer. */
export function addLayerVersion(
  { versions, published }: LayerStore,
  given: Omit<LayerVersion, "version" | "layerVersionArn">,
): LayerVersion {
  const version = (published.get(given.layerArn) ?? 0) + 1;
  const added: LayerVersion = { ...given, version, layerVersionArn: `${given.layerArn}:${version}` };
  published.set(given.layerArn, version);
  versions.set(added.layerVersionArn, added);
  return added;
}

/** The packages of those layers that were made here. */
export const readLayers = ({ versions }: LayerStore, arns: readonly string[] = []): readonly FunctionCode[] =>
  arns.flatMap((arn) => versions.get(arn)?.code ?? []);
