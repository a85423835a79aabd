import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js'
import description from './description/schemas.json' with { type: 'json' }

/**
 * Is this body one Meta's own description takes (v23.0, its MIT-licensed OpenAPI)? Returns what is wrong, or ''. Two things we send came
 * after it, and both clients we test against know them: `recipient` (a user's id instead of a number) and `biz_opaque_callback_data`.
 * ajv comes with fastify.
 */
export function wrongWith(body: Record<string, unknown>): string {
  const { recipient, biz_opaque_callback_data: _key, ...known } = body
  const schema = { text: 'TextMessage', interactive: 'InteractiveMessage', template: 'TemplateMessage' }[
    String(known.type)
  ]
  if (!schema) return `no message of type ${known.type}`
  const validate = validator(schema)
  return validate({ to: recipient, ...known }) ? '' : ajv.errorsText(validate.errors, { dataVar: 'body' })
}

const ajv = new Ajv2019({ strict: false, allErrors: true, formats: { url: true } })

/**
 * `additionalProperties: false` beside `allOf` forbids what the other half asks for (the description's own examples would be refused): what
 * it means is « nothing that neither half names ».
 */
const schemas = JSON.parse(JSON.stringify(description.schemas), (_name, value) => {
  if (value === null || typeof value !== 'object' || !Array.isArray(value.allOf)) return value
  const allOf = value.allOf.map(({ additionalProperties: _, ...part }: Record<string, unknown>) => part)
  return { ...value, allOf, unevaluatedProperties: false }
})
ajv.addSchema({ $id: 'https://description/', components: { schemas } })

function validator(name: string): ValidateFunction {
  const validate = ajv.getSchema(`https://description/#/components/schemas/${name}`)
  if (!validate) throw new Error(`The description has no ${name}.`)
  return validate
}
