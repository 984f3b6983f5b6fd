export interface StaffUser {
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
}

export interface StaffGroup {
  readonly id: string;
  name: string;
  memberIds: readonly string[];
}

/** What the API can give; `identomat_admin` it can only show. */
export const grantableRights = ['call_center_operator', 'operator', 'administrator'] as const;

/** The company's own people and their groups. Passwords are checked and not kept. */
export class Staff {
  private readonly users: StaffUser[];
  private groups: StaffGroup[] = [];

  constructor(firstUserId: string) {
    const roles = ['identomat_admin', ...grantableRights];
    this.users = [{ id: firstUserId, username: 'admin@identomat.example', roles }];
  }

  allUsers(): readonly StaffUser[] {
    return this.users;
  }

  allGroups(): readonly StaffGroup[] {
    return this.groups;
  }

  user(id: string): StaffUser | undefined {
    return this.users.find((user) => user.id === id);
  }

  named(username: string): StaffUser | undefined {
    return this.users.find((user) => user.username.toLowerCase() === username.toLowerCase());
  }

  addUser(user: StaffUser): void {
    this.users.push(user);
  }

  group(id: string): StaffGroup | undefined {
    return this.groups.find((group) => group.id === id);
  }

  addGroup(group: StaffGroup): void {
    this.groups.push(group);
  }

  removeGroup(group: StaffGroup): void {
    this.groups = this.groups.filter((other) => other !== group);
  }
}
