import { addLayerVersion, type LayerVersion } from "../layers";
import { invalidValue, resourceNotFound } from "../lambda-error";
import { defineAction, type LambdaActions, type LambdaCall, listPage, PAGE } from "./action";
import { describeArchive } from "./describe-function";
import { CODE, keepCode } from "./function-code";

const PATH = "/2018-10-31/layers/{LayerName}/versions";
const ONE = `${PATH}/{VersionNumber}`;
const { ImageUri: _, ...CONTENT } = CODE;

/** The actions on layers. @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export const LAYER_ACTIONS: LambdaActions = {
  PublishLayerVersion: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: {
      Description: { maximum: 256 },
      Content: { members: CONTENT, required: true },
      CompatibleRuntimes: { item: {}, maximum: 15 },
      LicenseInfo: { maximum: 512 },
      CompatibleArchitectures: { item: {}, maximum: 2 },
    },
    run: async (call, { Description = "", Content, CompatibleRuntimes, LicenseInfo, CompatibleArchitectures }) => {
      const layerArn = readLayerArn(call);
      const code = await keepCode(call, `layer '${layerArn.split(":").pop()}'`, Content);
      const made = addLayerVersion(call.lambda.layers, {
        ...{ layerArn, code, description: Description, createdDate: call.now() },
        ...(LicenseInfo !== undefined && { licenseInfo: LicenseInfo }),
        ...(CompatibleRuntimes && { compatibleRuntimes: CompatibleRuntimes }),
        ...(CompatibleArchitectures && { compatibleArchitectures: CompatibleArchitectures }),
      });
      return describeWithContent(call, made);
    },
  }),
  GetLayerVersion: defineAction({
    method: "GET",
    path: ONE,
    members: {},
    run: (call) => {
      const found = findLayerVersion(call);
      if (found === undefined) throw resourceNotFound();
      return describeWithContent(call, found);
    },
  }),
  ListLayerVersions: defineAction({
    method: "GET",
    path: PATH,
    query: [...PAGE, "CompatibleRuntime", "CompatibleArchitecture"],
    members: {},
    run: (call) => {
      const layerArn = readLayerArn(call);
      const wanted = [...call.lambda.layers.versions.values()]
        .filter((each) => each.layerArn === layerArn && isCompatible(each, call.query))
        .sort((one, other) => other.version - one.version);
      const { items, nextToken } = listPage(wanted, call, 50);
      return { LayerVersions: items.map(describeLayerVersion), NextMarker: nextToken };
    },
  }),
  DeleteLayerVersion: defineAction({
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    members: {},
    run: (call) => {
      const found = findLayerVersion(call);
      if (found) call.lambda.layers.versions.delete(found.layerVersionArn);
    },
  }),
};

/** A layer is named by its name or its ARN. */
function readLayerArn({ partition, region, accountId, parameter }: LambdaCall): string {
  const name = parameter("LayerName").split(":").pop() ?? "";
  return `arn:${partition}:lambda:${region}:${accountId}:layer:${name}`;
}

const findLayerVersion = (call: LambdaCall): LayerVersion | undefined =>
  call.lambda.layers.versions.get(`${readLayerArn(call)}:${readNumber(call)}`);

/** *Recorded*: the text (LocalStack's AWS-validated snapshots). @throws LambdaError */
function readNumber({ parameter }: LambdaCall): string {
  const number = parameter("VersionNumber");
  if (Number(number) < 1) throw invalidValue("Layer Version Cannot be less than 1");
  return number;
}

function isCompatible({ compatibleRuntimes, compatibleArchitectures }: LayerVersion, query: URLSearchParams): boolean {
  const [runtime, architecture] = [query.get("CompatibleRuntime"), query.get("CompatibleArchitecture")];
  return (
    (!runtime || compatibleRuntimes?.includes(runtime) === true) &&
    (!architecture || compatibleArchitectures?.includes(architecture) === true)
  );
}

const describeLayerVersion = (layer: LayerVersion): object => ({
  LayerVersionArn: layer.layerVersionArn,
  Version: layer.version,
  Description: layer.description,
  CreatedDate: new Date(layer.createdDate).toISOString().replace("Z", "+0000"),
  CompatibleRuntimes: layer.compatibleRuntimes,
  LicenseInfo: layer.licenseInfo,
  CompatibleArchitectures: layer.compatibleArchitectures,
});

const describeWithContent = ({ codes }: LambdaCall, layer: LayerVersion): object => ({
  Content: { Location: describeArchive(codes, layer.code), CodeSha256: layer.code.sha256, CodeSize: layer.code.size },
  LayerArn: layer.layerArn,
  ...describeLayerVersion(layer),
});
