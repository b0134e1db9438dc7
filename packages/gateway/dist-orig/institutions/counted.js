/** The one institution of a gateway without an institutions file. */
export const SINGLE = {
    id: 'library',
    name: 'Учреждение',
    origins: [],
    timeZone: 'Europe/Moscow',
    branches: [],
};
export const countedInstitution = ({ id, name, timeZone, benefits, branches }, fallback) => ({ id, name, timeZone, branches, benefits: benefits ?? fallback });
/** Without MAX there is nothing to count but the attestations of staff: training is never counted. */
export const countedVerifiers = (verifier) => verifier === 'max' ? ['max', 'staff'] : ['staff'];
//# sourceMappingURL=counted.js.map