import { expect, test } from 'vitest'
import { Fields, Sums } from '../../views/fields.tsx'
import { LIANPING, taskOf } from '../world.ts'
import { night, rendered } from './page.ts'

const { fields, rules } = taskOf('L-03')

test('a count is typed on the number keys of a telephone, with its hint and its label', async () => {
  const html = await rendered(<Fields page={night} fields={fields} prefix="e-" typed={{}} errors={[]} />)
  expect(html).toContain('<label for="e-unreached">失联、待核实')
  expect(html).toMatch(/<input id="e-unreached"[^>]*aria-describedby="e-unreached-hint"[^>]*inputmode="numeric"/)
})

test('what was typed stays, however odd, and cannot become markup', async () => {
  const typed = { 'e-unreached': ['"><img src=x onerror=alert(1)>'] }
  const html = await rendered(<Fields page={night} fields={fields} prefix="e-" typed={typed} errors={[]} />)
  expect(html).not.toContain('<img')
  expect(html).toContain('&quot;&gt;&lt;img')
})

test('what is wrong stands at its field, for eyes and for screen readers', async () => {
  const errors = [{ field: 'unreached', text: { zh: '请填写 0 或正整数', en: 'must be a whole number' } }]
  const html = await rendered(<Fields page={night} fields={fields} prefix="e-" typed={{}} errors={errors} />)
  expect(html).toContain('<p class="error" id="e-unreached-error">请填写 0 或正整数</p>')
  expect(html).toMatch(/aria-describedby="e-unreached-hint e-unreached-error"[^>]*aria-invalid="true"/)
})

test('the sum that must come out is said in words and numbers', async () => {
  const html = await rendered(<Sums page={night} fields={fields} rules={rules} prefix="e-" unit={LIANPING} />)
  expect(html).toContain('= 在册总人数 700')
  expect(html).toContain('data-total="700"')
})
