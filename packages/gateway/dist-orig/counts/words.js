export const BENEFIT_WORDS = {
    student: 'Студент',
    'large-family': 'Многодетная семья',
    age: '18 лет и старше',
    pensioner: 'Пенсионер',
    disability: 'Инвалидность',
};
export const VERIFIER_WORDS = {
    max: 'MAX (шлюз)',
    staff: 'Госкан',
};
export const OUTCOME_WORDS = {
    confirmed: 'подтверждено',
    'not-confirmed': 'не подтверждено',
};
export const NO_BRANCH_WORDS = 'без отделения';
export const TOTAL_WORDS = 'всего';
/** What every export says of itself. */
export const NOTES = [
    'Собственный подсчёт учреждения, не официальная статистика.',
    'Каждое число и каждый итог округлены до 5 сами по себе, поэтому сумма строк может не совпасть с итогом; от 0 до 4 — «менее 5».',
    'Если по итогу можно было бы вычислить малое число, он округлён в другую сторону. Проверки по бумажным документам не считаются.',
];
export const countWords = (count) => count === 'few' ? 'менее 5' : count === 'withheld' ? 'не показан' : count;
const MONTHS = [
    'январь',
    'февраль',
    'март',
    'апрель',
    'май',
    'июнь',
    'июль',
    'август',
    'сентябрь',
    'октябрь',
    'ноябрь',
    'декабрь',
];
/** «ноябрь 2026 года» */
export const monthWords = (month) => `${MONTHS[Number(month.slice(5)) - 1] ?? month} ${month.slice(0, 4)} года`;
//# sourceMappingURL=words.js.map