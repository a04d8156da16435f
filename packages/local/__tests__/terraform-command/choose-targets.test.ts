import { chooseTargets, dropKeys, readGraph } from "../../terraform-command/choose-targets";

/** As Terraform 1.11 prints it: resources alone. */
const SHORT = `digraph G {
  rankdir = "RL";
  "data.aws_route53_zone.main" [label="data.aws_route53_zone.main"];
  "aws_apigatewayv2_api.ws" [label="aws_apigatewayv2_api.ws"];
  subgraph "cluster_module.dns" {
    label = "module.dns"
    "module.dns.aws_route53_record.a" [label="aws_route53_record.a"];
    "module.dns.aws_acm_certificate_validation.a" [label="aws_acm_certificate_validation.a"];
  }
  "module.dns.aws_route53_record.a" -> "data.aws_route53_zone.main";
  "module.dns.aws_acm_certificate_validation.a" -> "module.dns.aws_route53_record.a";
}`;

/** As older Terraform and OpenTofu print it: with values, providers and ends of modules. */
const LONG = `digraph {
	subgraph "root" {
		"[root] aws_sqs_queue.q (expand)" [label = "aws_sqs_queue.q", shape = "box"]
		"[root] module.ws.aws_apigatewayv2_route.r (expand)" [label = "x", shape = "box"]
		"[root] module.ws.aws_apigatewayv2_api.a (expand)" [label = "x", shape = "box"]
		"[root] provider[\\"registry.terraform.io/hashicorp/aws\\"]" [label = "x", shape = "diamond"]
		"[root] module.ws.var.queue (expand)" -> "[root] aws_sqs_queue.q (expand)"
		"[root] module.ws.aws_apigatewayv2_route.r (expand)" -> "[root] module.ws.var.queue (expand)"
		"[root] module.ws.aws_apigatewayv2_route.r (expand)" -> "[root] module.ws.aws_apigatewayv2_api.a (expand)"
		"[root] module.ws (close)" -> "[root] module.ws.aws_apigatewayv2_route.r (expand)"
		"[root] aws_sqs_queue.q (expand)" -> "[root] provider[\\"registry.terraform.io/hashicorp/aws\\"]"
	}
}`;

it("leaves out what is not emulated and all that rests on it, data sources and modules too", () => {
  expect(chooseTargets(readGraph(SHORT), ["data.aws_route53_zone.main"])).toEqual({
    targets: ["aws_apigatewayv2_api.ws"],
    leftOut: [
      "data.aws_route53_zone.main",
      "module.dns.aws_acm_certificate_validation.a",
      "module.dns.aws_route53_record.a",
    ],
  });
});

it("follows a resource through a module's variables in the graph of older versions", () => {
  expect(chooseTargets(readGraph(LONG), ["aws_sqs_queue.q"])).toEqual({
    targets: ["module.ws.aws_apigatewayv2_api.a"],
    leftOut: ["aws_sqs_queue.q", "module.ws.aws_apigatewayv2_route.r"],
  });
});

it.each([
  ["aws_sqs_queue.q", "aws_sqs_queue.q"],
  ['module.ws["a.b[0]"].aws_sqs_queue.q[12]', "module.ws.aws_sqs_queue.q"],
  ['aws_sqs_queue.q["say \\"x\\""]', "aws_sqs_queue.q"],
])("takes %s for an instance of %s", (address, resource) => expect(dropKeys(address)).toBe(resource));
