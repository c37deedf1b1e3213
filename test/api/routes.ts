import type { ApiFixture } from './api-fixture.js';

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** Pages and their forms as the server really has them, from Express itself: `GET /console/cases/:reference`. */
export function routesOf({ app }: ApiFixture): readonly string[] {
  const server: unknown = app.getHttpAdapter().getInstance();
  const { router } = server as { readonly router: { readonly stack: readonly Layer[] } };
  return router.stack.flatMap(({ route }) =>
    !route || /^\/(api|health|metrics)/.test(route.path) || route.path.includes('*')
      ? []
      : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  );
}
