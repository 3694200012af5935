import { z } from 'zod'
import { FIELDS } from '../model/fields.ts'
import { buildConfigSchema, SITE_SCHEMA } from './config-schema.ts'

/** Stands in place of the config's folder, which is not known here. */
const ROOT = '/'

/**
 * Returns the JSON Schema (draft 7) of a config in JSON, from the schemas that check it. It lacks the checks that are rules of our own (a path inside
 * the folder, a pattern with `{slug}`): `ghost-sync doctor` and every other command report those.
 */
export function describeConfig(): Readonly<Record<string, unknown>> {
  const options = {
    target: 'draft-7',
    io: 'input',
    // An option that is converted to a path or a number of bytes is described as it is written.
    unrepresentable: 'any',
    // Every list of the config may also be one text.
    override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
      if (jsonSchema.type !== 'array') return
      const { items } = jsonSchema
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      jsonSchema.anyOf = [{ type: 'string' }, { type: 'array', ...(items !== undefined && { items }) }]
    },
  } as const
  const config = z.toJSONSchema(
    buildConfigSchema(ROOT).omit({ sites: true, defaults: true }).partial().required({ project: true }),
    options,
  )
  const site = z.toJSONSchema(SITE_SCHEMA.omit({ defaults: true }), options)
  const defaults = {
    type: 'object',
    description: 'Front matter that every file begins with, under the names of Ghost.',
    properties: Object.fromEntries(
      Object.entries(FIELDS)
        .filter(([name]) => name !== 'title' && name !== 'slug' && name !== 'body')
        .map(([name, { summary }]) => [name, { description: summary }]),
    ),
    additionalProperties: false,
  }
  const describedSite = { ...site, properties: { ...site.properties, defaults } }
  const { required: _, ...unnamed } = describedSite
  return {
    ...config,
    title: 'ghost-sync.config.json',
    properties: {
      $schema: { type: 'string' },
      ...config.properties,
      defaults,
      sites: {
        anyOf: [
          { type: 'object', additionalProperties: describedSite },
          {
            type: 'array',
            items: {
              ...unnamed,
              properties: { name: { type: 'string' }, ...describedSite.properties },
              required: ['name', ...(site.required ?? [])],
            },
          },
        ],
      },
    },
    required: ['project', 'sites'],
  }
}
