import { GREET, type OpenApi, openApi, SAYS, zipText } from "./open-api";

const IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/greet:1";
const S3 = { S3Bucket: "b", S3Key: "k" };
const FROM_S3 = "its code cannot come from S3, got 's3://b/k'";
const FROM_IMAGE = `its code cannot come from an image, got '${IMAGE}'`;
const START = "start with --lambda greet=path/to/module";

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

describe("a function whose code is not on this machine", () => {
  it.each([
    [FROM_S3, { Code: S3 }],
    [FROM_IMAGE, { Code: { ImageUri: IMAGE }, PackageType: "Image", Runtime: null, Handler: null }],
  ])("is made, and fails when it is called: %s", async (why, members) => {
    expect(await api.create("", members)).toMatchObject({ status: 201, body: { CodeSize: 0 } });
    expect(api.log).toEqual([`Lambda: function 'greet': fails here when it is called, since ${why}; ${START}`]);
    await api.invoke();
    expect(api.log.slice(1)).toEqual([
      `lambda 'greet': Error: function 'greet': no module runs it here, got modules of none, and ${why}; ${START}`,
    ]);
  });

  it("shows that its code is kept elsewhere, without which Terraform takes it for one that is not there", async () => {
    await api.create("", { Code: S3 });
    expect((await api.call(`GET ${GREET}`)).body).toMatchObject({ Code: { RepositoryType: "S3" } });
  });

  it("shows the image that it names, and what the image starts", async () => {
    const ImageConfig = { Command: ["app.handler"] };
    await api.create("", { Code: { ImageUri: IMAGE }, PackageType: "Image", ImageConfig });
    expect((await api.call(`GET ${GREET}`)).body).toMatchObject({
      Configuration: { PackageType: "Image", ImageConfigResponse: { ImageConfig } },
      Code: { RepositoryType: "ECR", ImageUri: IMAGE },
    });
  });

  it("keeps the reason when its settings change, and runs once it gets an archive", async () => {
    await api.create("", { Code: S3 });
    await api.call(`PUT ${GREET}/configuration`, { Timeout: 9 });
    await api.invoke();
    expect(api.log.at(-1)).toContain(FROM_S3);
    await api.call(`PUT ${GREET}/code`, { ZipFile: zipText({ "index.mjs": SAYS("hello") }) });
    expect(await api.invoke()).toMatchObject({ said: "hello" });
  });
});
