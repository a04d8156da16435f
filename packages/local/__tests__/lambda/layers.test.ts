import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GREET, NOW, openApi, type OpenApi, user, wrong, zipText } from "./open-api";

const LAYERS = "/2018-10-31/layers/words/versions";
const LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:words";
const WORDS = "nodejs/node_modules/words/index.js";
/** A function that finds its words in a layer. */
const CODE = { ZipFile: zipText({ "index.js": 'exports.handler = async () => require("words");' }) };

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

const publish = (files: Readonly<Record<string, string>>, more: object = {}) =>
  api.call(`POST ${LAYERS}`, { Content: { ZipFile: zipText(files) }, ...more });
const words = (text: string) => ({ [WORDS]: `module.exports = ${JSON.stringify(text)};` });

it("publishes versions of a layer, which are described, listed and deleted; no number comes again", async () => {
  const more = {
    ...{ Description: "d", LicenseInfo: "MIT", CompatibleRuntimes: ["nodejs22.x"] },
    CompatibleArchitectures: ["arm64"],
  };
  const first = await publish(words("one"), more);
  const version = {
    ...{ LayerVersionArn: `${LAYER}:1`, Version: 1, ...more },
    CreatedDate: new Date(NOW).toISOString().replace("Z", "+0000"),
  };
  expect(first).toEqual({
    status: 201,
    body: {
      ...{ LayerArn: LAYER, ...version },
      Content: {
        Location: expect.stringMatching(/^file:.*\.zip$/) as string,
        CodeSha256: expect.stringMatching(/^.{43}=$/) as string,
        CodeSize: expect.any(Number) as number,
      },
    },
  });
  expect((await api.call(`GET ${LAYERS}/1`)).body).toEqual(first.body);
  await publish(words("two"));
  const list = async (query = "") => (await api.call(`GET ${LAYERS}${query}`)).body;
  expect(await list()).toMatchObject({ LayerVersions: [{ Version: 2 }, version] });
  expect(await list("?CompatibleRuntime=nodejs22.x&CompatibleArchitecture=arm64")).toEqual({
    LayerVersions: [version],
  });
  expect(await list("?CompatibleArchitecture=x86_64")).toEqual({ LayerVersions: [] });
  expect((await api.call(`DELETE ${LAYERS}/2`)).status).toBe(204);
  expect(await api.call(`GET ${LAYERS}/2`)).toMatchObject({
    status: 404,
    body: user("The resource you requested does not exist."),
  });
  expect((await publish(words("three"))).body).toMatchObject({ Version: 3 });
});

it("has a function find the packages of its layers, the last one's first, also of one that is deleted later", async () => {
  const others = LAYERS.replace("words", "others");
  const both = [`${LAYER}:1`, `${LAYER.replace("words", "others")}:1`];
  await publish(words("one"));
  await api.call(`POST ${others}`, { Content: { ZipFile: zipText(words("two")) } });
  await api.create("", { Code: CODE, Layers: both, Publish: true });
  expect(await api.invoke()).toBe("two");
  expect(api.log).toEqual(
    both.map(
      (arn) =>
        `Lambda: function 'greet': of the layer '${arn}' the packages below nodejs/ are found, and nothing is at /opt`,
    ),
  );
  await api.call(`PUT ${GREET}/configuration`, { Layers: [`${LAYER}:1`] });
  await api.call(`PUT ${GREET}/configuration`, { Timeout: 9 });
  await api.call(`DELETE ${LAYERS}/1`);
  await api.call(`DELETE ${others}/1`);
  expect([await api.invoke(), await api.invoke("?Qualifier=1")]).toEqual(["one", "two"]);
  await api.call(`PUT ${GREET}/configuration`, { Layers: [] });
  expect(await api.invoke()).toMatchObject({ errorType: "Error" });
}, 60_000);

it("rejects a layer of the account that is not there, and takes another's without its content", async () => {
  expect(await api.create("", { Code: CODE, Layers: [`${LAYER}:1`] })).toMatchObject({
    status: 400,
    body: wrong(`Layer version ${LAYER}:1 does not exist.`),
  });
  const theirs = "arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsTypeScriptV2:1";
  expect((await api.create("", { Code: CODE, Layers: [theirs] })).status).toBe(201);
  expect(api.log).toEqual([`Lambda: function 'greet': the layer was not made here and has no effect, got '${theirs}'`]);
});

it("rejects what is no archive, and content of S3 that nothing here has", async () => {
  expect(await api.call(`POST ${LAYERS}`, { Content: { ZipFile: "eA==" } })).toMatchObject({ status: 400 });
  const content = { S3Bucket: "b", S3Key: "k" };
  const message =
    "layer 'words': its code cannot come from S3, got 's3://b/k'; give the archive itself, as 'filename', or for S3 a server by --forward s3=URL";
  expect((await api.call(`POST ${LAYERS}`, { Content: content })).body).toEqual(wrong(message));
});

it("keeps layers from one process to the next, with what functions have of them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lambda-layers-"));
  const before = await openApi(folder);
  const content = { Content: { ZipFile: zipText(words("kept")) } };
  await before.call(`POST ${LAYERS}`, content);
  await before.create("", { Code: CODE, Layers: [`${LAYER}:1`] });
  const state = before.lambda.exportState();
  await before.close();
  const after = await openApi(folder);
  after.lambda.importState(state);
  expect(await after.invoke()).toBe("kept");
  expect((await after.call(`POST ${LAYERS}`, content)).body).toMatchObject({ Version: 2 });
  after.lambda.importState([]);
  expect((await after.call(`GET ${LAYERS}`)).body).toEqual({ LayerVersions: [] });
  await after.close();
  rmSync(folder, { recursive: true });
}, 60_000);
