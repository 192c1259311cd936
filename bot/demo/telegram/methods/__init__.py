"""The methods of the Bot API that this Telegram knows, each with the fields it may be given."""

from bot.demo.telegram.methods import commands, editing, profile, receiving, sending
from bot.demo.telegram.methods.method import Method

_EDIT = "chat_id message_id reply_markup"
_TEXT = "text parse_mode entities link_preview_options"
_CAPTION = "caption parse_mode caption_entities"
_SEND = "chat_id reply_markup reply_parameters disable_notification protect_content"

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for method in (
        Method("getMe", profile.get_me),
        Method("getUpdates", receiving.get_updates, "offset limit timeout allowed_updates"),
        Method(
            "setWebhook",
            receiving.set_webhook,
            "url secret_token max_connections allowed_updates drop_pending_updates",
        ),
        Method("deleteWebhook", receiving.delete_webhook, "drop_pending_updates"),
        Method("getWebhookInfo", receiving.get_webhook_info),
        Method("sendMessage", sending.send_message, _SEND, _TEXT),
        Method("sendPhoto", sending.send_photo, _SEND, _CAPTION, "photo"),
        Method("sendDocument", sending.send_document, _SEND, _CAPTION, "document"),
        Method("getFile", sending.get_file, "file_id"),
        Method("sendChatAction", sending.send_chat_action, "chat_id action"),
        Method("editMessageText", editing.edit_text, _EDIT, _TEXT),
        Method("editMessageCaption", editing.edit_caption, _EDIT, _CAPTION),
        Method("editMessageReplyMarkup", editing.edit_markup, _EDIT),
        Method("deleteMessage", editing.delete_message, "chat_id message_id"),
        Method("deleteMessages", editing.delete_messages, "chat_id message_ids"),
        Method(
            "answerCallbackQuery",
            editing.answer_callback_query,
            "callback_query_id text show_alert url cache_time",
        ),
        Method("setMyCommands", commands.set_my_commands, "commands scope language_code"),
        Method("getMyCommands", commands.get_my_commands, "scope language_code"),
        Method("deleteMyCommands", commands.delete_my_commands, "scope language_code"),
        Method("getChat", profile.get_chat, "chat_id"),
        Method("setMyDescription", profile.set_description, "description language_code"),
        Method("getMyDescription", profile.get_description, "language_code"),
        Method(
            "setMyShortDescription",
            profile.set_short_description,
            "short_description language_code",
        ),
        Method("getMyShortDescription", profile.get_short_description, "language_code"),
        Method("setChatMenuButton", profile.set_menu_button, "chat_id menu_button"),
        Method("getChatMenuButton", profile.get_menu_button, "chat_id"),
    )
}
