import { standardFolders } from '../../../../sandbox/nethunt/standard-folders';

/** A workspace in another language: folders and fields under other names. */
const RENAMED: Record<string, [string, Record<string, string>]> = {
  Contacts: [
    'Контакти',
    {
      Name: "Ім'я",
      Phone: 'Телефон',
      Email: 'Пошта',
      Manager: 'Менеджер',
      Source: 'Джерело',
      Company: 'Компанія',
    },
  ],
  Deals: [
    'Угоди',
    { Name: 'Назва', Contact: 'Контакт', Stage: 'Етап', Pipeline: 'Воронка', Manager: 'Відповідальний' },
  ],
  Tasks: [
    'Завдання',
    {
      Name: 'Назва',
      'Due date': 'Термін',
      Completed: 'Виконано',
      Assignee: 'Виконавець',
      Description: 'Опис',
      'Record links': "Пов'язані записи",
    },
  ],
  'Ringostat calls': [
    'Дзвінки Ringostat',
    {
      Name: 'Назва',
      Type: 'Тип дзвінка',
      Number: 'Номер',
      'Date and time': 'Дата і час',
      Status: 'Статус',
      Contact: 'Контакт',
      Deal: 'Угода',
      Employee: 'Співробітник',
      Recording: 'Запис',
      Description: 'Опис',
    },
  ],
};
export function ukrainian(): ReturnType<typeof standardFolders> {
  return standardFolders().map((folder) => {
    const [name, fields] = RENAMED[folder.name] ?? [folder.name, {}];
    return {
      ...folder,
      name,
      fields: folder.fields.map((field) => ({ ...field, name: fields[field.name] ?? field.name })),
    };
  });
}
