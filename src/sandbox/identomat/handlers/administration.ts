import type { Call } from '../../gateway';
import { argumentError, internalError, wrongParameters } from '../refusals';
import { empty, fieldsOf, optionalFlag, optionalText, requiredText, texts, wrapped } from '../requests';
import { grantableRights, type StaffGroup } from '../staff';
import type { World } from '../world';

export const administrationHandlers = ({ staff, ids }: World) => {
  const membersIn = (value: unknown): string[] => {
    const memberIds = texts(value);
    if (memberIds.some((id) => staff.user(id) === undefined)) throw wrongParameters();
    return memberIds;
  };
  const groupIn = (value: unknown): StaffGroup => {
    const group = staff.group(requiredText(value));
    if (!group) throw wrongParameters();
    return group;
  };

  return {
    /** Members come by name only; the other calls want their ids. */
    listGroups: () =>
      wrapped(
        staff.allGroups().map(({ id, name, memberIds }) => ({
          id,
          name,
          members: memberIds.map((member) => ({ username: staff.user(member)?.username })),
        })),
      ),

    /** Assumed: several groups may have one name. */
    makeGroup: (call: Call) => {
      const { values } = fieldsOf(call);
      const name = requiredText(values['name']);
      const again = staff.allGroups().some((group) => group.name === name);
      const group = { id: ids.objectId(), name, memberIds: membersIn(values['memberIds']) };
      staff.addGroup(group);
      return wrapped({ id: group.id }, { effect: again ? 'group-made-again' : 'group-made', externalUserId: name });
    },

    /** Assumed: members that are not named stay as they are. */
    changeGroup: (call: Call) => {
      const { values } = fieldsOf(call);
      const group = groupIn(values['groupId']);
      const name = optionalText(values['name']) ?? group.name;
      const memberIds = values['memberIds'] === undefined ? group.memberIds : membersIn(values['memberIds']);
      const same = name === group.name && String(memberIds) === String(group.memberIds);
      Object.assign(group, { name, memberIds });
      return empty({ effect: same ? undefined : 'group-changed', externalUserId: name });
    },

    /** Assumed: a group that is gone is `wrong-parameters`. */
    deleteGroup: (call: Call) => {
      const group = groupIn(fieldsOf(call).values['groupId']);
      staff.removeGroup(group);
      return empty({ effect: 'group-deleted', externalUserId: group.name });
    },

    listUsers: () => wrapped(staff.allUsers()),

    createUser: (call: Call) => {
      const { email, password, rights, emailVerified, firstName, lastName } = fieldsOf(call).values;
      const username = requiredText(email);
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(username)) throw argumentError('invalid-email-format');
      if (password === undefined) throw wrongParameters();
      if (typeof password !== 'string') throw internalError(`Illegal arguments: ${typeof password}, string`);
      if (password.length < 8) throw argumentError('password-too-short');
      optionalFlag(emailVerified);
      [firstName, lastName].forEach(optionalText);
      const roles = rights === undefined ? ['call_center_operator'] : texts(rights);
      if (roles.some((right) => !grantableRights.some((known) => known === right))) {
        throw argumentError('invalid-rights');
      }
      if (staff.named(username)) throw argumentError('user-already-exists');
      const id = ids.objectId();
      staff.addUser({ id, username, roles });
      return wrapped(id, { effect: 'user-created', externalUserId: username });
    },
  };
};
