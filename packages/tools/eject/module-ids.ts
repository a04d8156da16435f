import type { Blocks } from "./read-stack";

/** The id that each block has in the module, by its address: `aws_iam_role.Api_Role_0A1B2C3D`, `data.aws_partition.Partition`. */
export type ModuleIds = ReadonlyMap<string, string>;

/**
 * Ids as Terraform's own modules write them: `web_socket_api_order_route` for `WebSocketApi_order_Route_5A20FF2F`. The hash
 * stays where two would be one without it.
 */
export function nameBlocks(data: Blocks, resources: Blocks): ModuleIds {
  return new Map([...nameKind(data, "data."), ...nameKind(resources, "")]);
}

function nameKind(blocks: Blocks, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(blocks).flatMap(([type, ids]) => {
    const short = Object.keys(ids).map((id) => snakeCase(id.replace(/_[0-9A-F]{8}$/, "")));
    return Object.keys(ids).map((id, index) => {
      const name = short[index] ?? id;
      const isOwn = short.indexOf(name) === short.lastIndexOf(name);
      return [`${prefix}${type}.${id}`, isOwn ? name : snakeCase(id)] as const;
    });
  });
}

/** `web_socket_api` for `WebSocketApi`. */
export function snakeCase(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
  return /^[a-z_]/.test(words) ? words : `_${words}`;
}
