import type { z } from 'zod'
import type { ParamsOf, QueryOf, RouteId, Routes, SchemaOf, ViewRouteId } from '../../core/api/routes.ts'
import type { Frozen } from '../../core/api/write.ts'
import type { Node } from './node.ts'

/** A request that has been read: its parameters are what their types say. */
export type Asking<K extends RouteId> = {
  readonly params: ParamsOf<K>
  readonly query: QueryOf<K>
  /** The body of a POST, within its limit; empty for a GET. */
  readonly body: Uint8Array
  readonly request: Request
}

type Maybe<T> = T | Promise<T>

/** What answers a route: a picture in the core's own types where the route has a schema, else the response itself. */
export type Handler<K extends RouteId> = (
  node: Node,
  asking: Asking<K>,
) => Maybe<K extends ViewRouteId ? Frozen<z.output<SchemaOf<K>>> : Response>

/** One handler for every route of the table, so that none can be described and not served, or served and not described. */
export type Handlers = { readonly [K in RouteId]: Handler<K> }
export type Some<K extends keyof Routes> = Pick<Handlers, K>
