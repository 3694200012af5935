/** A Node that Ghosts run on. */
export interface NodeRuntime {
  /** `14.21.3`, without a `v`. */
  readonly version: string
  /** Absolute path of its executable. */
  readonly path: string
  /** `process.versions.modules`: native modules that are compiled for one ABI do not load in another. */
  readonly abi: string
  /**
   * The folder whose `include/` native modules are compiled against. Undefined for the Node that runs us: npm finds the headers of that one,
   * or a compiled module, by itself.
   */
  readonly headers: string | undefined
}

/** The Node that runs us. */
export const RUNNING_NODE: NodeRuntime = {
  version: process.versions.node,
  path: process.execPath,
  abi: process.versions.modules,
  headers: undefined,
}
