/** What is sent by every way: an answered call, and a question "whom to ring?". */
import type { Fields } from './ways';

/** Texts as a call has them: a name with quotes, escapes and signs of a form, letters of two alphabets. */
export const CALL: Fields = {
  uniqueid: 'ua0_-1763700000.1266',
  calldate: '2025-11-21 06:40:00',
  call_type: 'in',
  caller_number: '380671234567',
  dst: '380441234567',
  disposition: 'ANSWERED',
  billsec: '20',
  duration: '30',
  employee_fio: 'Олена "Lena" O’Коваль',
  pool_name: 'A&B=C + 50 % [x]',
  utm_source: 'google',
  utm_campaign: 'знижка {brand}',
};
export const QUESTION: Fields = {
  call_id: 'ua0_-1763700000.1267',
  caller_number: '380671234567',
  dst: '380441234567',
  step_forward: 'webhookNumber%3A120',
};
