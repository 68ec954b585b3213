//! Projects: list, make, change, delete.

use domain::{
    ProjectId, UserId,
    project::{Project, ProjectFields},
};

use crate::{Outcome, Studio};

impl Studio {
    /// The owner's projects.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn list_projects(&self, owner: UserId) -> Outcome<Vec<Project>> {
        Ok(self.store().list_projects(owner).await?)
    }

    /// One of the owner's projects.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_project(&self, owner: UserId, id: ProjectId) -> Outcome<Project> {
        Ok(self.store().get_project(owner, id).await?)
    }

    /// Makes a project.
    ///
    /// # Errors
    /// Sentences at `name` and `description`.
    pub async fn create_project(&self, owner: UserId, name: &str, description: &str) -> Outcome<ProjectId> {
        let fields = ProjectFields::check(name, description)?;
        Ok(self.store().create_project(owner, &fields, self.now()).await?)
    }

    /// Renames and describes a project, if it is still the one that the form showed.
    ///
    /// # Errors
    /// Sentences at the fields, `NotFound`, or `Conflict` for a stale revision.
    pub async fn update_project(
        &self,
        owner: UserId,
        id: ProjectId,
        name: &str,
        description: &str,
        revision: i64,
    ) -> Outcome<()> {
        let fields = ProjectFields::check(name, description)?;
        Ok(self.store().update_project(owner, id, &fields, revision, self.now()).await?)
    }

    /// Deletes a project with its songs, their versions and their files. Songs that are being written
    /// stop: their worker finds its lease gone.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_project(&self, owner: UserId, id: ProjectId) -> Outcome<()> {
        let files = self.store().delete_project(owner, id).await?;
        self.signals().cancel();
        self.signals().notify(owner);
        self.remove_files(files).await;
        Ok(())
    }
}
