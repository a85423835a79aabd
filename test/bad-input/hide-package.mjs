// Makes one npm package look not installed: `node --import ./test/bad-input/hide-package.mjs`, HIDDEN_PACKAGE=name.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== process.env.HIDDEN_PACKAGE) return next(specifier, context)
    throw Object.assign(new Error(`Cannot find package '${specifier}' imported from ${context.parentURL}`), {
      code: 'ERR_MODULE_NOT_FOUND',
    })
  },
})
