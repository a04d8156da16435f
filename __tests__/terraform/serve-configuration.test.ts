import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@sfn-websocket/local/__tests__/serve";
import { cleanEnvironment, RUN, runChild, startChild } from "@sfn-websocket/run/__tests__/start-child";
import { found } from "./open-terraform";

const PROGRAM = join(__dirname, "..", "..", "packages", "local", "command-line", "index.ts");
const folder = mkdtempSync(join(tmpdir(), "serve-configuration-"));
const configuration = join(folder, "chat");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Their backend, and credentials of theirs, which nobody has here; and a variable without a value. */
const THEIRS = `
terraform {
  backend "s3" {
    bucket = "somebodys"
    key    = "state"
    region = "eu-west-1"
  }
}
provider "aws" {
  region  = "us-east-1"
  profile = "somebodys"
}
variable "answer" {}
`;

/** A queue, which is not emulated, beside an API that can do without it. */
const REST = `
resource "aws_sqs_queue" "q" {}
resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy" "queue" {
  role = aws_iam_role.r.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.q.arn }]
  })
}
resource "aws_apigatewayv2_api" "w" {
  name                       = "rest"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}
locals {
  routes = toset(["a", "b"])
}
resource "aws_apigatewayv2_integration" "m" {
  for_each          = local.routes
  api_id            = aws_apigatewayv2_api.w.id
  integration_type  = "MOCK"
  request_templates = { "$default" = "{\\"statusCode\\":200}" }

  template_selection_expression = "\\\\$default"
}
resource "aws_apigatewayv2_integration_response" "m" {
  for_each                 = local.routes
  api_id                   = aws_apigatewayv2_api.w.id
  integration_id           = aws_apigatewayv2_integration.m[each.key].id
  integration_response_key = "$default"
  response_templates       = { "$default" = "{\\"said\\":\\"\${each.key}\\"}" }

  template_selection_expression = "\\\\$default"
}
resource "aws_apigatewayv2_route" "r" {
  for_each                            = local.routes
  api_id                              = aws_apigatewayv2_api.w.id
  route_key                           = each.key
  target                              = "integrations/\${aws_apigatewayv2_integration.m[each.key].id}"
  route_response_selection_expression = "$default"
}
resource "aws_apigatewayv2_route_response" "r" {
  for_each           = local.routes
  api_id             = aws_apigatewayv2_api.w.id
  route_id           = aws_apigatewayv2_route.r[each.key].id
  route_response_key = "$default"
}
resource "aws_apigatewayv2_stage" "s" {
  api_id      = aws_apigatewayv2_api.w.id
  name        = "dev"
  auto_deploy = true
  default_route_settings {
    logging_level          = "INFO"
    throttling_burst_limit = 10
    throttling_rate_limit  = 10
  }
}
`;

function prepare(): NodeJS.ProcessEnv {
  if ("missing" in found) throw new Error(found.missing);
  cpSync(join(__dirname, "configurations", "templates-by-content-type"), configuration, { recursive: true });
  const main = join(configuration, "main.tf");
  writeFileSync(main, readFileSync(main, "utf8") + THEIRS);
  const mirror = join(found.provider, "..", "..", "..", "..", "..", "..");
  const settings = join(folder, "terraform.tfrc");
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return cleanEnvironment({ TF_CLI_CONFIG_FILE: settings, TF_CMD: found.terraform });
}

/** What makes a role, and what looks it up beside an API. */
const ROLE = `
resource "aws_iam_role" "lab" {
  name = "LabRole"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }]
  })
}
`;
const LOOK_UP = `
data "aws_iam_role" "lab" {
  name = "LabRole"
}
output "lab" {
  value = data.aws_iam_role.lab.arn
}
`;

if ("missing" in found) process.stderr.write(`not run: a folder that the real Terraform applies (${found.missing})\n`);
else
  describe("npm start, with a folder of Terraform's files", () => {
    it("serves what their Terraform makes of it, and again when a file changes; the folder is only read", async () => {
      const env = prepare();
      const before = readdirSync(configuration);
      const argv = [RUN, PROGRAM, configuration, "--port", "0", "--speed", "2", "--var", "answer=1"];
      const server = startChild(process.execPath, argv, { cwd: folder, env });
      const [url = ""] = await server.prints(/ws:\/\/[^\s]+/);
      expect(server.output).toContain("main.tf: backend 's3' is not used here: Terraform's state is in ");
      expect(server.output).toContain("main.tf: provider aws: not used here: profile\n");
      const inventory = await fetch(new URL("/_console/api/inventory", url.replace("ws", "http")));
      expect(await inventory.json()).toMatchObject({ speed: 2 });
      const client = await connect(url);
      expect(await client.ask('{"action":"put"}')).toBe('{"success":true}');

      const main = join(configuration, "main.tf");
      const text = readFileSync(main, "utf8");
      writeFileSync(main, text.replace("success", "changed"));
      await server.prints(/main\.tf changed: the new version is served/);
      expect(await client.ask('{"action":"put"}')).toBe('{"changed":true}');

      writeFileSync(main, `${text}\noutput "broken" { value = aws_iam_role.nowhere.arn }\n`);
      await server.prints(/the old one goes on/);
      await server.prints(/Reference to undeclared resource/);
      expect(await client.ask('{"action":"put"}')).toBe('{"changed":true}');
      client.socket.terminate();

      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
      expect(readdirSync(configuration)).toEqual(before);
      const [, state = ""] = /state is in (\S+)/.exec(server.output) ?? [];
      expect(existsSync(state)).toBe(false);
    }, 400_000);

    it("serves the rest of one that has what is not emulated, where that is asked for, and what is gone later goes", async () => {
      const env = prepare();
      const rest = join(folder, "rest");
      mkdirSync(rest);
      writeFileSync(join(rest, "main.tf"), REST);
      const argv = [RUN, PROGRAM, rest, "--port", "0", "--emulated-only"];
      const server = startChild(process.execPath, argv, { cwd: folder, env });
      const [url = ""] = await server.prints(/ws:\/\/[^\s]+/);
      const told = server.output.split("\n").filter((line) => line.startsWith("  left out"));
      expect(told).toEqual([
        "  left out aws_sqs_queue.q: it is not emulated",
        "  left out aws_iam_role_policy.queue: it rests on what is left out",
      ]);
      const client = await connect(url);
      expect(await client.ask('{"action":"b"}')).toBe('{"said":"b"}');
      writeFileSync(join(rest, "main.tf"), REST.replace('["a", "b"]', '["a"]'));
      await server.prints(/main\.tf changed: the new version is served/);
      expect(server.output).toContain('  destroyed aws_apigatewayv2_route.r["b"]\n');
      expect(await client.ask('{"action":"a"}')).toBe('{"said":"a"}');
      client.socket.terminate();
      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
    }, 400_000);

    it("applies first what makes the things that are looked up, and both again when that changes", async () => {
      const env = prepare();
      const [account, app] = [join(folder, "account"), join(folder, "app")];
      for (const [path, text] of [
        [account, ROLE],
        [app, LOOK_UP],
      ] as const) {
        mkdirSync(path);
        writeFileSync(join(path, "main.tf"), text);
      }
      const argv = [RUN, PROGRAM, app, "--before", account, "--port", "0"];
      const server = startChild(process.execPath, argv, { cwd: folder, env });
      await server.prints(/Ctrl-C stops/);
      const applied = /created aws_iam_role\.lab\n\S+account applied in [^]*\S+app applied in /;
      expect(server.output).toMatch(applied);
      writeFileSync(
        join(account, "main.tf"),
        `${ROLE}resource "aws_iam_role" "more" {\n${ROLE.split("\n").slice(3).join("\n").trim()}\n`,
      );
      await server.prints(/main\.tf changed: the new version is served/);
      expect(server.output).toMatch(/created aws_iam_role\.more\n\S+account applied in [^]*\S+app applied in /);
      server.end("SIGINT");
      expect((await server.ended).status).toBe(0);
    }, 400_000);

    it("fails with Terraform's own words where a variable has no value", async () => {
      const env = prepare();
      const ended = await runChild(process.execPath, [RUN, PROGRAM, configuration, "--port", "0"], {
        cwd: folder,
        env,
        timeout: 200_000,
      });
      expect(ended.stderr).toContain('The root module input variable "answer" is not set');
      expect(ended.status).toBe(1);
    }, 210_000);
  });
